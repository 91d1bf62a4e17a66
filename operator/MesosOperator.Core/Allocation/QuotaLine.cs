namespace MesosOperator.Core.Allocation;

/// <summary>What the account of a role says of one scalar resource, in thousandths. The roles below it are counted in.</summary>
internal struct QuotaLine()
{
    public const long Unlimited = long.MaxValue;

    public long Consumed { get; set; }

    public long Guarantee { get; set; }

    public long Limit { get; set; } = Unlimited;

    /// <summary>What must be kept free for the promises to the roles below.</summary>
    public long NeedBelow { get; set; }

    /// <summary>What must be kept free for the role's promise and those below it: the larger of the two, since both are met by the same.</summary>
    public long Need { get; private set; }

    /// <summary>What the role may still consume.</summary>
    public readonly long Room => Limit == Unlimited ? Unlimited : Math.Max(0, Limit - Consumed);

    /// <summary>What the role was promised, has not got yet, and need not keep for roles below it.</summary>
    public readonly long Open => Math.Max(0, Guarantee - Consumed - NeedBelow);

    /// <summary>Works out the need anew and returns by how much it has grown. What the limit forbids is not kept free.</summary>
    public long Settle()
    {
        var before = Need;
        Need = Math.Min(Math.Max(Math.Max(0, Guarantee - Consumed), NeedBelow), Room);
        return Need - before;
    }
}
