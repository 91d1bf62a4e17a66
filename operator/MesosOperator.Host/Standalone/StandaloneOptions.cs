using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.Core.Master.State;
using MesosOperator.Embedded.Hosting;
using MesosOperator.Host.Serving;
using MesosOperator.Http;
using MesosOperator.Runtime;
using MesosOperator.Runtime.Access;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Host.Standalone;

/// <summary>What <c>standalone</c> is to do, after everything was checked.</summary>
internal sealed record StandaloneOptions
{
    /// <summary>Where the operator listens and how it decides.</summary>
    public required ServingOptions Serving { get; init; }

    /// <summary>How agents join.</summary>
    public required JoiningOptions Joining { get; init; }

    /// <summary>The principals that may call; null when everybody may and nobody is asked.</summary>
    public required CredentialTable? Credentials { get; init; }

    /// <summary>What to do with callers that show nothing, where there are principals.</summary>
    public required AnonymousAccess Anonymous { get; init; }

    /// <summary>The API server in which its state lies.</summary>
    public required EmbeddedApiServerOptions Api { get; init; }

    /// <summary>The agent of this machine, or null for none.</summary>
    public required AgentOptions? Agent { get; init; }

    /// <summary>How many tasks the sample framework launches; 0 means no sample framework.</summary>
    public required int SampleTasks { get; init; }
}
