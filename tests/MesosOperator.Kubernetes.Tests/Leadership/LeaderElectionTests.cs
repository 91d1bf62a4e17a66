using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Leadership;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Kubernetes.Timing;
using MesosOperator.Runtime.Ports;
using MesosOperator.TestKit.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Kubernetes.Tests.Leadership;

public class LeaderElectionTests
{
    private static readonly ResourceKey LeaseKey = Cluster.Key("operator");

    [Fact]
    public void One_leads_and_the_other_knows_where_it_is() => Test(async candidates =>
    {
        var (one, other) = (candidates.Start("one"), candidates.Start("other"));
        await candidates.UntilAsync(() => other.Status.Leader.Length > 0);
        Assert.Equal(new(LeadershipState.Leading, 1, "one", "http://one"), one.Status);
        Assert.Equal(new(LeadershipState.Standby, 1, "one", "http://one"), other.Status);
        await candidates.Cluster.Run.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(["1 one"], candidates.Leads);
    });

    [Fact]
    public void A_leader_that_stops_releases_the_lease_and_another_takes_over_at_once() => Test(async candidates =>
    {
        var one = candidates.Start("one");
        await candidates.UntilAsync(() => one.IsLeading);
        var other = candidates.Start("other");
        await candidates.Cluster.Run.PassAsync(TimeSpan.FromSeconds(5));
        var stopped = candidates.Cluster.Run.Elapsed;
        await one.StopAsync();
        Assert.Equal(LeadershipState.Stopped, one.Status.State);
        await candidates.UntilAsync(() => other.IsLeading);
        Assert.InRange((candidates.Cluster.Run.Elapsed - stopped).TotalSeconds, 0, 2.1);
        Assert.Equal(["1 one", "2 other"], candidates.Leads);
    });

    [Theory]
    [InlineData("no connection")]
    [InlineData("errors")]
    [InlineData("no answers")]
    [InlineData("throttled")]
    [InlineData("answers that get lost")]
    public void A_leader_that_cannot_renew_gives_up_before_another_takes_over(string trouble) => Test(async candidates =>
    {
        var one = candidates.Start("one");
        await candidates.UntilAsync(() => one.IsLeading);
        var other = candidates.Start("other");
        await candidates.Cluster.Run.PassAsync(TimeSpan.FromSeconds(30));
        var cut = candidates.Cluster.Run.Elapsed;
        candidates.Cluster.Api.Add(new FakeFault(request => request.Client == "one" && (trouble != "answers that get lost" || request.IsWrite))
        {
            Times = int.MaxValue,
            Status = trouble switch { "no connection" or "answers that get lost" => 0, "errors" => 500, "throttled" => 429, _ => null },
            Delay = trouble == "no answers" ? TimeSpan.FromHours(1) : TimeSpan.Zero,
            RetryAfter = trouble == "throttled" ? TimeSpan.FromMinutes(1) : null,
            AfterTheFact = false,
        });
        await candidates.UntilAsync(() => !one.IsLeading);
        Assert.InRange((candidates.Cluster.Run.Elapsed - cut).TotalSeconds, 7.9, 10.1);
        await candidates.UntilAsync(() => other.IsLeading);
        Assert.InRange((candidates.Cluster.Run.Elapsed - cut).TotalSeconds, 13, 17.1);
        Assert.Equal(["1 one", "2 other"], candidates.Leads);
    });

    [Fact]
    public void A_renewal_counts_from_when_it_was_asked_for() => Test(async candidates =>
    {
        var one = candidates.Start("one");
        await candidates.UntilAsync(() => one.IsLeading);
        var asked = candidates.Cluster.Run.Elapsed;
        candidates.Cluster.Api.Add(new FakeFault(request => request.Method == HttpMethod.Get) { Delay = TimeSpan.FromSeconds(6) });
        candidates.Cluster.Api.Add(new FakeFault(_ => candidates.Cluster.Run.Elapsed > asked + TimeSpan.FromSeconds(8.5)) { Times = int.MaxValue, Status = 500 });
        await candidates.UntilAsync(() => !one.IsLeading);
        Assert.InRange((candidates.Cluster.Run.Elapsed - asked).TotalSeconds, 11, 12.1);
    });

    [Fact]
    public void A_renewal_whose_answer_got_lost_counts_when_it_is_seen() => Test(async candidates =>
    {
        var one = candidates.Start("one");
        await candidates.UntilAsync(() => one.IsLeading);
        candidates.Cluster.Api.Add(new FakeFault(request => request.IsWrite) { Status = 0, AfterTheFact = true, Times = 2 });
        await candidates.Cluster.Run.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["1 one"], candidates.Leads);
    });

    [Fact]
    public void A_take_over_whose_answer_got_lost_ends_in_an_epoch_of_its_own() => Test(async candidates =>
    {
        candidates.Cluster.Api.Add(new FakeFault(request => request.IsWrite) { Status = 0, AfterTheFact = true });
        var one = candidates.Start("one");
        await candidates.UntilAsync(() => one.IsLeading);
        Assert.Equal(2, one.Status.Epoch);
    });

    [Fact]
    public void A_leader_that_was_cut_off_leads_again_in_another_epoch() => Test(async candidates =>
    {
        var one = candidates.Start("one");
        await candidates.UntilAsync(() => one.IsLeading);
        candidates.Cluster.Api.Add(new FakeFault(_ => candidates.Cluster.Run.Elapsed < TimeSpan.FromSeconds(20)) { Times = int.MaxValue, Status = 500 });
        await candidates.UntilAsync(() => candidates.Cluster.Run.Elapsed > TimeSpan.FromSeconds(30));
        Assert.Equal(["1 one", "2 one"], candidates.Leads);
    });

    [Fact]
    public void The_clock_of_the_holder_does_not_matter() => Test(async candidates =>
    {
        await candidates.Leases.CreateAsync(
            new V1Lease
            {
                Metadata = new V1ObjectMeta { Name = LeaseKey.Name, NamespaceProperty = LeaseKey.Namespace },
                Spec = new V1LeaseSpec
                {
                    HolderIdentity = "stranger",
                    LeaseDurationSeconds = 60,
                    LeaseTransitions = 41,
                    RenewTime = new DateTime(1999, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                },
            },
            default);
        var one = candidates.Start("one");
        await candidates.UntilAsync(() => one.IsLeading);
        Assert.InRange(candidates.Cluster.Run.Elapsed.TotalSeconds, 60, 63);
        Assert.Equal(42, one.Status.Epoch);
    });

    [Fact]
    public void An_epoch_never_goes_back_though_the_lease_be_deleted() => Test(async candidates =>
    {
        var one = candidates.Start("one");
        await candidates.UntilAsync(() => one.IsLeading);
        var other = candidates.Start("other");
        await candidates.UntilAsync(() => other.Status.Leader == "one");
        await candidates.Leases.DeleteAsync(LeaseKey, default);
        await candidates.Cluster.Run.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, Assert.Single([one.Status, other.Status], status => status.State == LeadershipState.Leading).Epoch);
        Assert.Equal(2, candidates.Leads.Count);
    });

    [Fact]
    public void A_process_that_was_asleep_knows_at_once_that_it_leads_no_more() => Test(async candidates =>
    {
        var one = candidates.Start("one");
        await candidates.UntilAsync(() => one.IsLeading);
        var change = one.Election.ChangedAsync(one.Status, default);
        candidates.Cluster.Api.Add(new FakeFault(_ => true) { Delay = TimeSpan.FromSeconds(1) });
        candidates.Cluster.Run.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(LeadershipState.Standby, one.Status.State);
        Assert.Equal(LeadershipState.Standby, (await change).State);
        await candidates.UntilAsync(() => one.IsLeading);
        Assert.Equal(2, one.Status.Epoch);
    });

    [Fact]
    public void Whoever_waits_for_a_change_may_give_up() => Test(async candidates =>
    {
        var one = candidates.Start("one");
        await candidates.UntilAsync(() => one.IsLeading);
        using var stop = new CancellationTokenSource();
        Assert.Equal(one.Status, await one.Election.ChangedAsync(one.Status with { Epoch = 7 }, stop.Token));
        var waiting = one.Election.ChangedAsync(one.Status, stop.Token);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    });

    [Fact]
    public void What_others_wrote_on_the_lease_stays() => Test(async candidates =>
    {
        var one = candidates.Start("one");
        await candidates.UntilAsync(() => one.IsLeading);
        await candidates.Leases.PatchAsync(
            LeaseKey, "", ResourcePatch.Merge(new() { ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["labels"] = new System.Text.Json.Nodes.JsonObject { ["a"] = "b" } } }), default);
        await candidates.Cluster.Run.PassAsync(TimeSpan.FromSeconds(10));
        var lease = await candidates.Leases.FindAsync(LeaseKey, default);
        Assert.Equal("b", lease?.Metadata.Labels["a"]);
        Assert.Equal("one", lease?.Spec.HolderIdentity);
        Assert.True(one.IsLeading);
    });

    private static void Test(Func<Candidates, Task> body) => Cluster.Test(async cluster =>
    {
        var candidates = new Candidates(cluster);
        await body(candidates);
        Assert.False(candidates.WereTwo, "two led at once");
    });

    private sealed class Candidates
    {
        private readonly List<Candidate> _all = [];
        private readonly List<string> _leads = [];

        public Candidates(Cluster cluster)
        {
            Cluster = cluster;
            Leases = cluster.Client<V1Lease>("test");
            _ = WatchAsync();
        }

        public Cluster Cluster { get; }

        public ResourceClient<V1Lease> Leases { get; }

        /// <summary>Who led, in order: epoch and identity.</summary>
        public IReadOnlyList<string> Leads
        {
            get
            {
                Look();
                return _leads;
            }
        }

        public bool WereTwo { get; private set; }

        public Candidate Start(string identity)
        {
            var candidate = new Candidate(Cluster, identity);
            _all.Add(candidate);
            return candidate;
        }

        public Task UntilAsync(Func<bool> holds) => Cluster.UntilAsync(holds, withinSeconds: 120);

        private async Task WatchAsync()
        {
            while (!Cluster.Stop.IsCancellationRequested)
            {
                Look();
                await Cluster.Run.PassAsync(VirtualRun.Step);
            }
        }

        private void Look()
        {
            var leading = _all.Where(candidate => candidate.IsLeading).Select(candidate => candidate.Status).ToArray();
            WereTwo |= leading.Length > 1;
            foreach (var lead in leading.Select(status => $"{status.Epoch} {status.Leader}").Where(lead => _leads.LastOrDefault() != lead))
                _leads.Add(lead);
        }
    }

    private sealed class Candidate
    {
        private readonly CancellationTokenSource _stop;
        private readonly Task _running;

        public Candidate(Cluster cluster, string identity)
        {
            var server = new ApiServer(cluster.Api.Connect(identity), cluster.Run.Time, TimeSpan.FromSeconds(30));
            Election = new LeaderElection(
                new(server, "election"),
                new(LeaseKey.Namespace, LeaseKey.Name) { Identity = identity, Address = $"http://{identity}" },
                new Jitter((ulong)identity.Length), cluster.Run.Time, cluster.Metrics, NullLogger<LeaderElection>.Instance);
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cluster.Stop);
            _running = Election.RunAsync(_stop.Token);
        }

        public LeaderElection Election { get; }

        public LeadershipStatus Status => Election.Current;

        public bool IsLeading => Status.State == LeadershipState.Leading;

        public Task StopAsync()
        {
            _stop.Cancel();
            return _running;
        }
    }
}
