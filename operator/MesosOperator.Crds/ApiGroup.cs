namespace MesosOperator.Crds;

/// <summary>Where our kinds are found.</summary>
public static class ApiGroup
{
    /// <summary>The group.</summary>
    public const string Name = "mesosoperator.io";

    /// <summary>The version that is stored.</summary>
    public const string Version = "v1alpha1";

    /// <summary>Both, as objects name them.</summary>
    public const string NameAndVersion = $"{Name}/{Version}";

    /// <summary>The category that <c>kubectl get mesos</c> lists.</summary>
    public const string Category = "mesos";
}
