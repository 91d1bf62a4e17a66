using System.Collections.Concurrent;
using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Capability = MesosOperator.Protocol.Mesos.V1.FrameworkInfo.Types.Capability.Types.Type;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Agents;

/// <summary>What an agent is configured to reserve for a role.</summary>
public sealed class StaticReservationTests
{
    [Fact]
    public async Task Only_frameworks_of_the_role_and_below_it_are_offered_it_and_run_tasks_on_it()
    {
        await using var mesos = await OperatorProcess.StartAsync("--no-agent");
        var (foreign, own) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        await using var other = await TestFramework.SubscribeAsync(mesos.Api, "engineering", offer => Note(offer, foreign, () => null), Capability.ReservationRefinement);
        await using var agent = AgentProcess.Start(
            mesos.AgentLink, "--resources", "cpus(eng):2;mem(eng):256;ports(eng):[31005-31010];cpus:1;mem:64;ports:[31000-31004];disk:0");
        await Eventually.TrueAsync(() => !foreign.IsEmpty, "the other framework has an offer");

        string? next = "reserved";
        await using var framework = await TestFramework.SubscribeAsync(
            mesos.Api, "eng/dev", offer => Note(offer, own, () => Interlocked.Exchange(ref next, null)), Capability.ReservationRefinement);
        await framework.UntilAsync(() => framework.Heard("reserved")?.State == TaskState.TaskRunning, "its task runs");

        Assert.All(foreign, offer => Assert.Equal("cpus 1; mem 64; ports 31000-31004", offer));
        Assert.Contains("STATIC eng: cpus 2; STATIC eng: mem 256; STATIC eng: ports 31005-31010", own);
        var state = (await mesos.GetJsonAsync("/state")).GetProperty("slaves")[0];
        Assert.Equal(2, state.GetProperty("reserved_resources").GetProperty("eng").GetProperty("cpus").GetDouble());
        Assert.Equal(1, state.GetProperty("unreserved_resources").GetProperty("cpus").GetDouble());
        Assert.Equal(2, state.GetProperty("used_resources").GetProperty("cpus").GetDouble());
    }

    [Theory]
    [InlineData("--resources", "cpus(-eng):2", "--resources: cpus: Role component '-eng' is invalid because it begins with a dash")]
    [InlineData("--default-role", "eng/", "--default-role: Role 'eng/' cannot start or end with a slash")]
    public async Task A_role_that_cannot_be_is_refused_at_the_start(string option, string value, string expected)
    {
        await using var agent = AgentProcess.Start(new Uri("http://127.0.0.1:1"), option, value);

        Assert.NotEqual(0, await agent.Program.ExitAsync());
        Assert.Equal([expected], agent.Program.Lines);
    }

    /// <summary>Writes an offer down, and makes a task of all that is reserved in it where one is wanted.</summary>
    private static TaskInfo[] Note(Offer offer, ConcurrentBag<string> seen, Func<string?> wanted)
    {
        var reserved = offer.Resources.Where(resource => resource.Reservations.Count > 0).ToList();
        seen.Add(string.Join("; ", (reserved.Count > 0 ? reserved : [.. offer.Resources]).Select(Print).Order(StringComparer.Ordinal)));
        if (reserved.Count == 0 || wanted() is not { } id)
            return [];
        var task = A.Task(offer, id, 0, 0, "exec sleep 1000");
        task.Resources.Clear();
        task.Resources.AddRange(reserved);
        return [task];
    }

    private static string Print(Resource resource) =>
        string.Concat(resource.Reservations.Select(reservation => $"{reservation.Type.ToString().ToUpperInvariant()} {reservation.Role}: "))
        + (resource.Scalar is { } scalar
            ? FormattableString.Invariant($"{resource.Name} {scalar.Value}")
            : $"{resource.Name} {string.Join(',', resource.Ranges.Range.Select(range => $"{range.Begin}-{range.End}"))}");
}
