using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;
using WireStatus = MesosOperator.Protocol.Mesos.V1.TaskStatus;

namespace MesosOperator.EndToEnd.Tests.Clusters.Real;

/// <summary>A framework that keeps its offers until the test has made up its mind.</summary>
internal sealed class Keeper : IAsyncDisposable
{
    private const int AttemptsMax = 10;

    private readonly HashSet<string> _used = [];

    public Keeper(Uri api, string role) => Framework = new SteadyFramework(A.Framework(role), [api], _ => null);

    public SteadyFramework Framework { get; }

    /// <summary>How many processors it is offered now.</summary>
    public double Cpus => Kept.Sum(offer => A.Amount(offer, "cpus"));

    private IEnumerable<Offer> Kept => Framework.Offers.Select(offered => offered.Offer).Where(offer => !Framework.IsRescinded(offer) && !_used.Contains(offer.Id.Value));

    /// <summary>Waits until it has an offer of at least so many processors. Parts of that are given back, to come again as one.</summary>
    public async Task<Offer> OfferAsync(double cpus)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            await Framework.UntilAsync(() => Cpus >= cpus, $"{cpus} processors are offered");
            var kept = Kept.ToArray();
            if (kept.FirstOrDefault(offer => A.Amount(offer, "cpus") >= cpus) is { } whole)
                return whole;
            foreach (var part in kept)
            {
                _used.Add(part.Id.Value);
                await Framework.AcceptAsync(part);
            }
        }

        throw new InvalidOperationException($"{cpus} processors do not come as one.");
    }

    /// <summary>Launches a task, again where the offer was about to be taken back, until it runs.</summary>
    public async Task RunAsync(string id, double cpus)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
            if ((await LaunchAsync(await OfferAsync(cpus), $"{id}-{attempt}", cpus)).State == TaskState.TaskRunning)
                return;
        Assert.Fail($"{id} does not run after {AttemptsMax} attempts");
    }

    /// <summary>Launches a task, and returns when it runs or has ended.</summary>
    public async Task<WireStatus> LaunchAsync(Offer offer, string id, double cpus)
    {
        _used.Add(offer.Id.Value);
        await Framework.AcceptAsync(offer, new Offer.Types.Operation
        {
            Type = Offer.Types.Operation.Types.Type.Launch,
            Launch = new Offer.Types.Operation.Types.Launch { TaskInfos = { A.Task(offer, id, cpus, 64, "exec sleep 1000") } },
        });
        await Framework.UntilAsync(() => Framework.Heard(id) is { } heard && (heard.State == TaskState.TaskRunning || SteadyFramework.IsEnd(heard.State)), $"{id} runs or has ended");
        return Framework.Heard(id)!;
    }

    /// <summary>Leaves for good, whatever it has left.</summary>
    public async ValueTask DisposeAsync()
    {
        await Framework.TearDownAsync();
        await Framework.DisposeAsync();
    }
}
