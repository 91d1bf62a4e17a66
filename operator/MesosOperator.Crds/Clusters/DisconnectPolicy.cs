using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Clusters;

/// <summary>What becomes of tasks while their cluster cannot be reached.</summary>
[Rule("(self.action == 'Keep') != has(self.afterSeconds)", "afterSeconds goes with the actions Replace and Kill")]
public sealed record DisconnectPolicy
{
    /// <summary>What is done.</summary>
    public DisconnectAction Action { get; init; }

    /// <summary>After how long it is done.</summary>
    [Bounds(0, 31536000)]
    public int? AfterSeconds { get; init; }
}
