using MesosOperator.Core.Identity;
using MesosOperator.Core.Roles;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Kubernetes.Pictures;

/// <summary>
/// Looks at the master at most once a second, and only when something happened, and tells whose object shows something
/// else now. So however much happens, an object is written once a second at most, and the master never waits for it.
/// </summary>
internal sealed class PictureWatch(IMaster master, Happenings happenings, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Offers come and go; what they hold is shown with this delay.</summary>
    private const int OffersEvery = 5;

    private Digests _digests = Digests.None;

    /// <summary>The newest picture; null before the first.</summary>
    public Picture? Current { get; private set; }

    /// <summary>Told of frameworks, agents and roles that show something else.</summary>
    public event Action<FrameworkId> FrameworkChanged = _ => { };

    public event Action<AgentId> AgentChanged = _ => { };

    public event Action<RoleName> RoleChanged = _ => { };

    /// <summary>Looks until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            for (var turn = 0; ; turn++)
            {
                await LookAsync(turn % OffersEvery == 0 ? PictureDetail.Offers : PictureDetail.Lasting, stop);
                await Task.Delay(Interval, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // That is how it ends.
        }
    }

    /// <summary>Looks once.</summary>
    public async Task LookAsync(PictureDetail detail, CancellationToken stop)
    {
        if (!happenings.Any)
            return;
        happenings.Any = detail != PictureDetail.Offers;
        if (await master.ViewAsync(stop) is not { } view)
            return;
        Current = new Picture(view);
        var before = _digests;
        _digests = Digests.Of(Current, detail, before);
        foreach (var framework in Digests.Differences(before.Frameworks, _digests.Frameworks))
            FrameworkChanged(framework);
        foreach (var agent in Digests.Differences(before.Agents, _digests.Agents))
            AgentChanged(agent);
        foreach (var role in Digests.Differences(before.Roles, _digests.Roles))
            RoleChanged(role);
    }
}
