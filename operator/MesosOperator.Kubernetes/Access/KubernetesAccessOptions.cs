using System.Collections.Immutable;
using MesosOperator.Runtime.Access;

namespace MesosOperator.Kubernetes.Access;

/// <summary>How callers of the Mesos API are known and judged by a Kubernetes cluster.</summary>
public sealed record KubernetesAccessOptions
{
    /// <summary>The Secret whose keys are principals and whose values are their secrets, when nobody names another.</summary>
    public const string DefaultSecret = "mesos-credentials";

    /// <summary>The namespace of the Secret: the operator's own.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the Secret; it need not exist.</summary>
    public string CredentialsSecret { get; init; } = DefaultSecret;

    /// <summary>The audiences of which a token must name one; the API server's own when empty.</summary>
    public ImmutableArray<string> Audiences { get; init; } = [];

    /// <summary>What to do with callers that show nothing: to Kubernetes they are <c>system:anonymous</c>.</summary>
    public AnonymousAccess Anonymous { get; init; } = AnonymousAccess.Refused;

    /// <summary>How long an answer that lets somebody through is believed.</summary>
    public TimeSpan BelieveYes { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an answer that turns somebody away is believed.</summary>
    public TimeSpan BelieveNo { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many answers are remembered; the oldest are forgotten first.</summary>
    public int AnswersMax { get; init; } = 10_000;

    /// <summary>How many questions are asked at once.</summary>
    public int AskedMax { get; init; } = 32;

    /// <summary>How many more questions wait; beyond that callers are told to come back.</summary>
    public int WaitingMax { get; init; } = 1_000;
}
