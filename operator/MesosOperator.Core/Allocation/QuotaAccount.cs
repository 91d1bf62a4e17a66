using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Allocation;

/// <summary>
/// What a role consumes, its whole subtree counted: all that is reserved for it, used or not, and what it is offered or
/// uses of the unreserved (semantics 3.2, step 2). A promise to the role and a limit hold for its subtree, too.
/// </summary>
public sealed class QuotaAccount
{
    private const int BitsOfNames = 64;

    private readonly ScalarNames _names;
    private QuotaLine[] _lines = [];
    private int _openLines;
    private ulong _full;

    internal QuotaAccount(RoleName role, QuotaAccount? parent, ScalarNames names)
    {
        Role = role;
        Parent = parent;
        _names = names;
    }

    /// <summary>The role.</summary>
    public RoleName Role { get; }

    /// <summary>The account of the role above; null for a role at the top.</summary>
    public QuotaAccount? Parent { get; }

    /// <summary>The role's quota.</summary>
    public Quota Quota { get; private set; } = Quota.None;

    /// <summary>What is consumed.</summary>
    public ResourceQuantities Consumed => Sum(line => line.Consumed);

    /// <summary>What must be kept free for the promises to the role and to those below it.</summary>
    public ResourceQuantities Needed => Sum(line => line.Need);

    /// <summary>How many accounts of roles below and books of roles refer to this one.</summary>
    internal int Uses { get; set; }

    /// <summary>Whether the role may claim what it, or a role above it, was promised.</summary>
    internal bool HasClaim
    {
        get
        {
            for (var account = this; account is not null; account = account.Parent)
                if (account._openLines > 0)
                    return true;
            return false;
        }
    }

    /// <summary>Whether a limit of its own or of a role above it bounds what the role consumes.</summary>
    internal bool IsLimited
    {
        get
        {
            for (var account = this; account is not null; account = account.Parent)
                if (!account.Quota.Limits.IsEmpty)
                    return true;
            return false;
        }
    }

    /// <summary>The names, as bits, of which the role's limit or one above it leaves nothing. Names from the 65th on are not told.</summary>
    internal ulong FullNames
    {
        get
        {
            var full = 0UL;
            for (var account = this; account is not null; account = account.Parent)
                full |= account._full;
            return full;
        }
    }

    internal bool IsNeedless
    {
        get
        {
            if (Uses > 0 || !Quota.IsNone)
                return false;
            foreach (ref readonly var line in _lines.AsSpan())
                if (line.Consumed != 0)
                    return false;
            return true;
        }
    }

    /// <summary>What the role would consume with more, where that is beyond its limit; otherwise null.</summary>
    internal ResourceQuantities? Exceeded(ResourceQuantities more)
    {
        if (Quota.Limits.IsEmpty)
            return null;
        foreach (var item in more.Items.AsSpan())
            if (item.Amount.Milli > Line(_names.NumberOf(item.Name)).Room)
                return Consumed + more;
        return null;
    }

    /// <summary>What of an amount the role may take because it was promised, to it or to a role above it.</summary>
    internal long Claim(int name, long amount)
    {
        var claim = 0L;
        for (var account = this; account is not null; account = account.Parent)
        {
            ref readonly var line = ref account.Line(name);
            claim += line.Open;
            amount = Math.Min(amount, line.Room);
        }

        return Math.Min(amount, claim);
    }

    /// <summary>
    /// What the limits leave of an amount that the role would take beyond what it claims: a limit bounds a whole subtree,
    /// and below it others may have been promised a part.
    /// </summary>
    internal long WithinLimits(int name, long amount, long claimed)
    {
        var claimedBelow = 0L;
        for (var account = this; account is not null; account = account.Parent)
        {
            ref readonly var line = ref account.Line(name);
            if (line.Limit != QuotaLine.Unlimited)
                amount = Math.Min(amount, line.Room - claimed - Math.Max(0, line.NeedBelow - Math.Min(claimed, claimedBelow)));
            claimedBelow += line.Open;
        }

        return Math.Max(0, amount);
    }

    /// <summary>Books that more or less is consumed, and needed below; returns by how much the need has grown.</summary>
    internal long Change(int name, long consumed, long neededBelow)
    {
        if (name >= _lines.Length)
            Grow();
        ref var line = ref _lines[name];
        var wasOpen = line.Open > 0;
        line.Consumed += consumed;
        line.NeedBelow += neededBelow;
        Require.That(line.Consumed is >= 0 and <= Amount.MaxMilli && line.NeedBelow >= 0, "nothing is taken that was not added");
        return Settled(name, ref line, wasOpen);
    }

    /// <summary>Gives the role another quota; <see cref="SetLine"/> must follow for each name.</summary>
    internal void SetQuota(Quota quota) => Quota = quota;

    /// <summary>Takes over what the quota says of a name; returns by how much the need has grown.</summary>
    internal long SetLine(int name)
    {
        if (name >= _lines.Length)
            Grow();
        ref var line = ref _lines[name];
        var wasOpen = line.Open > 0;
        line.Guarantee = Quota.Guarantees.Get(_names[name]).Milli;
        line.Limit = Quota.Limits.Get(_names[name])?.Milli ?? QuotaLine.Unlimited;
        return Settled(name, ref line, wasOpen);
    }

    private static readonly QuotaLine Nothing = new();

    private ref readonly QuotaLine Line(int name) => ref name < _lines.Length ? ref _lines[name] : ref Nothing;

    private long Settled(int name, ref QuotaLine line, bool wasOpen)
    {
        var growth = line.Settle();
        if (name < BitsOfNames)
            _full = line.Room == 0 ? _full | (1UL << name) : _full & ~(1UL << name);
        _openLines += (line.Open > 0 ? 1 : 0) - (wasOpen ? 1 : 0);
        return growth;
    }

    private void Grow()
    {
        var from = _lines.Length;
        Array.Resize(ref _lines, _names.Count);
        _lines.AsSpan(from).Fill(new());
    }

    private ResourceQuantities Sum(Func<QuotaLine, long> amount) => ResourceQuantities.Of(
        _lines.Select((line, name) => new ResourceQuantity(_names[name], new(amount(line)))));
}
