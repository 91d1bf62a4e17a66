using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Agents;

/// <summary>
/// How often each framework holds each shared volume of an agent, in offers and tasks. A volume is charged to a framework
/// once, however often it holds it (semantics 3.3), and goes into one offer of each run of the allocation (case A16).
/// </summary>
internal sealed class SharedHoldings
{
    private List<Holding>? _holdings;
    private ResourceSet? _free;
    private ResourceSet _unoffered = ResourceSet.Empty;

    /// <summary>What was offered in the present run.</summary>
    public ResourceSet Offered { get; private set; } = ResourceSet.Empty;

    /// <summary>What of the free resources may be offered in the present run.</summary>
    public ResourceSet Unoffered(ResourceSet free)
    {
        if (Offered.IsEmpty)
            return free;
        if (!ReferenceEquals(free, _free))
            (_free, _unoffered) = (free, free.Where(resource => !resource.Traits.IsShared || !Offered.Items.Any(resource.IsLike)));
        return _unoffered;
    }

    /// <summary>Somebody takes resources; returns what is to be charged for them.</summary>
    public ResourceSet Take(FrameworkId framework, RoleName role, ResourceSet resources)
    {
        if (!resources.HasShared)
            return resources;
        var charged = resources.Exclusive;
        foreach (var volume in resources.Items)
        {
            if (!volume.Traits.IsShared)
                continue;
            var holding = Find(framework, role, volume);
            if (holding is null)
            {
                (_holdings ??= []).Add(holding = new(framework, role, volume));
                charged += ResourceSet.Of(volume);
            }

            holding.Copies++;
        }

        return charged;
    }

    /// <summary>Somebody gives resources back; returns what is no longer to be charged.</summary>
    public ResourceSet Return(FrameworkId framework, RoleName role, ResourceSet resources)
    {
        if (!resources.HasShared)
            return resources;
        var discharged = resources.Exclusive;
        foreach (var volume in resources.Items)
        {
            if (!volume.Traits.IsShared)
                continue;
            var holding = Find(framework, role, volume);
            Require.That(holding is not null, "a shared volume is given back by those who hold it");
            if (--holding.Copies > 0)
                continue;
            _holdings!.Remove(holding);
            discharged += ResourceSet.Of(volume);
        }

        return discharged;
    }

    /// <summary>Keeps what is shared in an offer from the other offers of the run.</summary>
    public void KeepFromOthers(ResourceSet offered) => (Offered, _free) = (Offered + offered.Where(resource => resource.Traits.IsShared), null);

    /// <summary>The run is over.</summary>
    public void EndRun() => (Offered, _free) = (ResourceSet.Empty, null);

    private Holding? Find(FrameworkId framework, RoleName role, Resource volume) =>
        _holdings?.Find(holding => holding.Framework == framework && holding.Role == role && holding.Volume.IsLike(volume));

    private sealed class Holding(FrameworkId framework, RoleName role, Resource volume)
    {
        public FrameworkId Framework { get; } = framework;

        public RoleName Role { get; } = role;

        public Resource Volume { get; } = volume;

        public int Copies { get; set; }
    }
}
