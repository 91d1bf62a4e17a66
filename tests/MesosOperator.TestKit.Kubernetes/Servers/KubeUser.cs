namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>Someone whom an API server knows by a token from its start on.</summary>
public sealed record KubeUser(string Name, params string[] Groups)
{
    /// <summary>May do everything.</summary>
    public static KubeUser Admin { get; } = new("admin", "system:masters");

    /// <summary>Its bearer token; a test's server is its own, so that nobody needs to guess it.</summary>
    public string Token => $"token-of-{Name}";
}
