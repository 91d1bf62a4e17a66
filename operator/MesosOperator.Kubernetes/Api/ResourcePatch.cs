using System.Text.Json.Nodes;

namespace MesosOperator.Kubernetes.Api;

/// <summary>A change of an object, in one of the server's ways to say it.</summary>
internal sealed record ResourcePatch(string MediaType, JsonObject Body, string Force = "")
{
    /// <summary>Sets the members that are named and removes those named with null.</summary>
    public static ResourcePatch Merge(JsonObject body) => new("application/merge-patch+json", body);

    /// <summary>Makes the fields as said; a field of another manager that differs is a conflict.</summary>
    public static ResourcePatch Apply(JsonObject body) => new("application/apply-patch+yaml", body);

    /// <summary>Makes the fields as said and takes over those of other managers.</summary>
    public static ResourcePatch ApplyOwn(JsonObject body) => new("application/apply-patch+yaml", body, "true");
}
