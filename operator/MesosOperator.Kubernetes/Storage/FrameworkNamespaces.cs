namespace MesosOperator.Kubernetes.Storage;

/// <summary>Where the object of a framework goes that subscribed without one.</summary>
internal sealed record FrameworkNamespaces(string Usual)
{
    private const string ServiceAccount = "system:serviceaccount:";

    /// <summary>The namespace of a service account is its own; all others share the usual one.</summary>
    public string Of(string? principal)
    {
        if (principal?.StartsWith(ServiceAccount, StringComparison.Ordinal) != true)
            return Usual;
        var parts = principal[ServiceAccount.Length..].Split(':');
        return parts is [{ Length: > 0 } own, _] ? own : Usual;
    }
}
