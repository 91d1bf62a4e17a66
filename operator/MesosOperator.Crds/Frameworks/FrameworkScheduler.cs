using System.Text.Json.Nodes;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Frameworks;

/// <summary>A framework's own program.</summary>
public sealed record FrameworkScheduler
{
    /// <summary>How many copies run.</summary>
    [Bounds(0, 16)]
    public int Replicas { get; init; } = 1;

    /// <summary>A pod template as in a Deployment. It is handed on as it is, so that what only newer API servers know is kept.</summary>
    [Required, Open]
    public JsonObject Template { get; init; } = [];
}
