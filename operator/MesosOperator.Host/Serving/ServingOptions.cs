using MesosOperator.Core.Master.State;
using MesosOperator.Http;
using MesosOperator.Runtime;

namespace MesosOperator.Host.Serving;

/// <summary>What every way to run the operator needs to know.</summary>
internal sealed record ServingOptions
{
    /// <summary>Where the operator listens and how it watches agents.</summary>
    public required HttpOptions Http { get; init; }

    /// <summary>What the operator bears.</summary>
    public required RuntimeLimits Limits { get; init; }

    /// <summary>How the master decides.</summary>
    public required MasterSettings Master { get; init; }
}
