using System.Numerics;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Tests.Allocation;

/// <summary>
/// The allocation as one would explain it, without any books: everything is counted anew from what is held, for every
/// single decision, with exact fractions.
/// </summary>
internal sealed class NaiveAllocator(IReadOnlyDictionary<RoleName, int> weightsMilli)
{
    private static readonly string[] Names = ["cpus", "mem", "disk", "gpus", "ports"];

    public List<Host> Hosts { get; } = [];

    public List<Tenant> Tenants { get; } = [];

    public List<Holding> Holdings { get; } = [];

    public List<Filter> Filters { get; } = [];

    /// <summary>How often each was given something: places of the tree, roles and frameworks within roles.</summary>
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public Dictionary<string, Quota> Quotas { get; } = [];

    public Dictionary<RoleName, int> WeightsMilli { get; } = new(weightsMilli);

    /// <summary>One run: open guarantees are served from all hosts first, then everybody by share.</summary>
    public IReadOnlyList<Holding> Run(IReadOnlyList<Host> hosts) =>
    [
        .. Names.Any(name => Needed(null, name) > 0) ? hosts.SelectMany(host => Offer(host, isForGuarantees: true)) : [],
        .. hosts.SelectMany(host => Offer(host, isForGuarantees: false)),
    ];

    /// <summary>Offers what is free on a host until nobody takes more.</summary>
    private IEnumerable<Holding> Offer(Host host, bool isForGuarantees)
    {
        while (host.IsConnected && Active().Order(Comparer<Claim>.Create(Compare)).Select(claim => For(claim, host, isForGuarantees)).FirstOrDefault(offer => offer is not null) is { } offer)
        {
            Holdings.Add(offer);
            foreach (var key in Keys(offer.Role).Append($"{offer.Role}/./{offer.Tenant.Name}"))
                _counts[key] = _counts.GetValueOrDefault(key) + 1;
            yield return offer;
        }
    }

    /// <summary>Who has gone, or holds nothing in a role that it gave up, begins anew when it comes back.</summary>
    public void Forget()
    {
        var members = Tenants.SelectMany(tenant => tenant.Roles.Select(role => (tenant, role)))
            .Concat(Holdings.Select(held => (held.Tenant, held.Role)));
        var known = members.SelectMany(member => Keys(member.Item2).Append($"{member.Item2}/./{member.Item1.Name}")).ToHashSet();
        foreach (var key in _counts.Keys.Where(key => !known.Contains(key)).ToArray())
            _counts.Remove(key);
    }

    private IEnumerable<Claim> Active() =>
        from tenant in Tenants
        where tenant.IsConnected
        from role in tenant.Roles
        where !tenant.Suppressed.Contains(role)
        select new Claim(tenant, role);

    /// <summary>Level by level: the first places on the two paths that differ decide, then the frameworks within the role.</summary>
    private int Compare(Claim left, Claim right)
    {
        foreach (var (mine, theirs) in Keys(left.Role).Zip(Keys(right.Role)))
            if (mine != theirs)
                return Compare(mine, theirs, held => Keys(held.Role).Contains(mine), held => Keys(held.Role).Contains(theirs));
        return Compare(
            $"{left.Role}/./{left.Tenant.Name}", $"{right.Role}/./{right.Tenant.Name}",
            held => held.Role == left.Role && held.Tenant == left.Tenant, held => held.Role == right.Role && held.Tenant == right.Tenant);
    }

    private int Compare(string left, string right, Func<Holding, bool> isMine, Func<Holding, bool> isTheirs)
    {
        var (mine, theirs) = (Share(left, isMine), Share(right, isTheirs));
        var byShare = (mine.Part * theirs.Whole).CompareTo(theirs.Part * mine.Whole);
        var byCount = _counts.GetValueOrDefault(left).CompareTo(_counts.GetValueOrDefault(right));
        return byShare != 0 ? byShare : byCount != 0 ? byCount : string.CompareOrdinal(left, right);
    }

    private (BigInteger Part, BigInteger Whole) Share(string key, Func<Holding, bool> isHeld)
    {
        var weight = WeightsMilli.GetValueOrDefault(new(key), 1000);
        var total = Sum(Hosts.Select(host => host.Total));
        return Sum(Holdings.Where(isHeld).Select(held => held.Resources)).Items
            .Where(item => !total.Get(item.Name).IsZero)
            .Select(item => (Part: (BigInteger)item.Amount.Milli * 1000, Whole: (BigInteger)total.Get(item.Name).Milli * weight))
            .Aggregate((Part: BigInteger.Zero, Whole: BigInteger.One), (most, next) => next.Part * most.Whole > most.Part * next.Whole ? next : most);
    }

    private Holding? For(Claim claim, Host host, bool isForGuarantees)
    {
        var resources = host.FreeOf(Holdings).Where(resource =>
            (resource.Traits.ReservedRole is not { } reserved || claim.Role.IsAtOrBelow(reserved))
            && (!resource.Traits.IsRevocable || claim.Tenant.Can(FrameworkCapabilities.RevocableResources)));
        resources = Allowed(claim.Role, resources, isForGuarantees);
        var isEnough = claim.Tenant.LeastCpusMilli is { } least
            ? resources.Quantities.Get("cpus").Milli >= least
            : resources.Quantities.Get("cpus").Milli >= 10 || resources.Quantities.Get("mem").Milli >= 32_000;
        if (claim.Tenant.Rack is { } rack && rack != host.Rack)
            return null;
        var isAllowed = host.Total.Quantities.Get("gpus").IsZero || claim.Tenant.Can(FrameworkCapabilities.GpuResources);
        var isRefused = Filters.Any(filter => filter.Tenant == claim.Tenant && filter.Role == claim.Role && filter.Host == host && filter.Refused.Covers(resources));
        return isEnough && isAllowed && !isRefused ? new(claim.Tenant, claim.Role, host, resources) : null;
    }

    /// <summary>What quota leaves of what a role could get: unreserved scalars up to limit and headroom, and the rest.</summary>
    private ResourceSet Allowed(RoleName role, ResourceSet fitting, bool isForGuarantees)
    {
        var guaranteed = Names.ToDictionary(name => name, name => isForGuarantees ? Claimed(role.Value, name, Unreserved([fitting], name)) : 0);
        if (isForGuarantees && guaranteed.Values.Sum() == 0)
            return ResourceSet.Empty;
        return ResourceSet.Of(fitting.Items.Select(item =>
        {
            if (item.Kind != ResourceKind.Scalar || !item.Traits.Reservations.IsEmpty || item.Traits.IsRevocable)
                return isForGuarantees && item.Traits.ReservedRole is { } reserved && reserved != role.Value ? item.AtMost(Amount.Zero) : item;
            var extra = item.Amount.Milli - guaranteed[item.Name];
            foreach (var place in Path(role.Value))
                extra = Math.Min(extra, RoomWithPromisesKept(role.Value, place, item.Name, guaranteed[item.Name]));
            if (Needed(null, item.Name) > 0)
                extra = Math.Min(extra, Available(item.Name) - Needed(null, item.Name));
            return item.AtMost(new(guaranteed[item.Name] + Math.Max(0, extra)));
        }));
    }

    /// <summary>What the limit of a place leaves beyond what is claimed and what was promised to others below it.</summary>
    private long RoomWithPromisesKept(string role, string place, string name, long claimed)
    {
        var claimedBelow = Path(role).Where(below => below.Length > place.Length).Sum(below => Open(below, name));
        return LimitOf(place, name) == long.MaxValue
            ? long.MaxValue
            : Room(place, name) - claimed - Math.Max(0, Needed(place, name) - Math.Min(claimed, claimedBelow));
    }

    /// <summary>What a role may take because it, or a place above it, was promised it.</summary>
    private long Claimed(string role, string name, long most) =>
        Math.Min(Path(role).Min(place => Math.Min(most, Room(place, name))), Path(role).Sum(place => Open(place, name)));

    /// <summary>What a place was promised and has not got, less what was promised to those below it.</summary>
    private long Open(string place, string name) => Math.Max(0, Unmet(place, name) - Needed(place, name));

    /// <summary>What the places directly below one need, or those at the top: each for itself or for those below it, whichever is more.</summary>
    private long Needed(string? above, string name) => Quotas.Keys.SelectMany(Path).Distinct()
        .Where(place => place.LastIndexOf('/') is var slash && (above is null ? slash < 0 : slash == above.Length && place.StartsWith(above, StringComparison.Ordinal)))
        .Sum(place => Math.Min(Room(place, name), Math.Max(Unmet(place, name), Needed(place, name))));

    private long Unmet(string place, string name) =>
        Quotas.TryGetValue(place, out var quota) ? Math.Max(0, quota.Guarantees.Get(name).Milli - Consumed(place, name)) : 0;

    private long LimitOf(string place, string name) =>
        Quotas.TryGetValue(place, out var quota) && quota.Limits.Get(name) is { } limit ? limit.Milli : long.MaxValue;

    private long Room(string place, string name) =>
        LimitOf(place, name) is var limit and < long.MaxValue ? Math.Max(0, limit - Consumed(place, name)) : long.MaxValue;

    /// <summary>All that is reserved for a role and those below it, used or not, and what they hold of the rest.</summary>
    private long Consumed(string place, string name) =>
        Hosts.SelectMany(host => host.Total.Items).Where(item => item.Name == name && item.Traits.ReservedRole is { } reserved && new RoleName(reserved).IsAtOrBelow(place)).Sum(item => item.Amount.Milli)
        + Unreserved(Holdings.Where(held => held.Role.IsAtOrBelow(place)).Select(held => held.Resources), name);

    /// <summary>A role's name and those of all above it.</summary>
    private static IEnumerable<string> Path(string role)
    {
        for (var place = role; place.Length > 0; place = place[..Math.Max(0, place.LastIndexOf('/'))])
            yield return place;
    }

    private long Available(string name) =>
        Unreserved(Hosts.Select(host => host.Total), name) - Unreserved(Holdings.Select(held => held.Resources), name);

    private static long Unreserved(IEnumerable<ResourceSet> sets, string name) => sets.SelectMany(set => set.Items)
        .Where(item => item.Name == name && item.Traits.Reservations.IsEmpty && !item.Traits.IsRevocable).Sum(item => item.Amount.Milli);

    /// <summary>The places on the way to a role, and the role itself as a leaf: <c>a</c>, <c>a/b</c>, <c>a/b/.</c>.</summary>
    private static IEnumerable<string> Keys(RoleName role)
    {
        var parts = role.Value.Split('/');
        return Enumerable.Range(1, parts.Length).Select(depth => string.Join('/', parts[..depth])).Append($"{role}/.");
    }

    private static ResourceQuantities Sum(IEnumerable<ResourceSet> sets) =>
        sets.Aggregate(ResourceQuantities.Empty, (sum, set) => sum + set.Quantities);

    internal sealed record Claim(Tenant Tenant, RoleName Role);

    internal sealed record Filter(Tenant Tenant, RoleName Role, Host Host, ResourceSet Refused, Instant Until);

    /// <summary>An offer, or a task; each one is itself, however alike they are.</summary>
    internal sealed class Holding(Tenant tenant, RoleName role, Host host, ResourceSet resources)
    {
        public Tenant Tenant { get; } = tenant;

        public RoleName Role { get; } = role;

        public Host Host { get; } = host;

        public ResourceSet Resources { get; } = resources;
    }

    internal sealed class Host(string name, ResourceSet total)
    {
        public string Name { get; } = name;

        public ResourceSet Total { get; } = total;

        public string Rack { get; init; } = "";

        public bool IsConnected { get; set; } = true;

        public ResourceSet FreeOf(IEnumerable<Holding> holdings) =>
            holdings.Where(held => held.Host == this).Aggregate(Total, (free, held) => free - held.Resources);
    }

    internal sealed class Tenant(string name, FrameworkCapabilities capabilities)
    {
        public string Name { get; } = name;

        public bool IsConnected { get; set; } = true;

        public IReadOnlyList<RoleName> Roles { get; set; } = [];

        /// <summary>Where its agents must be; null is anywhere.</summary>
        public string? Rack { get; init; }

        /// <summary>The least that it is offered, where it says so itself.</summary>
        public long? LeastCpusMilli { get; init; }

        public SortedSet<RoleName> Suppressed { get; } = [];

        public bool Can(FrameworkCapabilities capability) => (capabilities & capability) != 0;
    }
}
