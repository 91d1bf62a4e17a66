using System.Text;
using MesosOperator.Core.Primitives;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Http.Tests.Scheduler;

/// <summary>Calls that are nearly right, through the whole server and into the master: each gets an answer, none breaks anything.</summary>
public sealed class DamagedCallTests
{
    private const int Rounds = 3_000;

    [Theory]
    [InlineData(MediaTypes.Json, 1)]
    [InlineData(MediaTypes.Protobuf, 2)]
    public async Task Every_damaged_call_is_answered_and_the_master_goes_on(string mediaType, ulong seed)
    {
        var codec = MessageCodec.ForContentType(mediaType)!;
        var chance = new Prng(seed);
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync();
        await using var framework = await Framework.SubscribeAsync(target, Framework.Info(failoverTimeout: 3600));
        var offer = (await framework.NextAsync()).Offers.Offers_.Single();
        var bodies = Calls(framework.Id, offer).Select(call => Request.Message(call, codec).Body!).ToArray();
        await using var connection = await RawConnection.OpenAsync(target.Port);

        var statuses = new SortedSet<int>();
        for (var round = 0; round < Rounds; round++)
        {
            var body = Damage(bodies[chance.Next(bodies.Length)], codec, chance);
            await connection.SendAsync(Request.Post(Request.Scheduler, mediaType, body).With($"Mesos-Stream-Id: {framework.StreamId}").ToBytes());
            statuses.Add((await Answer.ReadAsync(connection)).Status);
        }

        Assert.Superset(statuses, new SortedSet<int> { 200, 202, 400, 501 });
        Assert.Contains(202, statuses);
        Assert.Contains(400, statuses);
        Assert.NotNull(await target.Master.ViewAsync(TestContext.Current.CancellationToken));
        await using var other = await Framework.SubscribeAsync(target);
    }

    /// <summary>Every call but TEARDOWN, which would end the framework.</summary>
    private static IEnumerable<Call> Calls(string framework, Protocol.Mesos.V1.Offer offer)
    {
        Call[] calls =
        [
            Tasks.Launch(offer, Tasks.Command("t1", offer)),
            new() { Type = Call.Types.Type.Decline, Decline = new() { OfferIds = { offer.Id }, Filters = new() { RefuseSeconds = 0 } } },
            new() { Type = Call.Types.Type.Revive, Revive = new() { Roles = { "*" } } },
            new() { Type = Call.Types.Type.Suppress, Suppress = new() { Roles = { "*" } } },
            new() { Type = Call.Types.Type.Kill, Kill = new() { TaskId = new() { Value = "t1" }, KillPolicy = new() { GracePeriod = new() { Nanoseconds = 1 } } } },
            new() { Type = Call.Types.Type.Acknowledge, Acknowledge = new() { AgentId = offer.AgentId, TaskId = new() { Value = "t1" }, Uuid = Tasks.Uuid } },
            new() { Type = Call.Types.Type.Reconcile, Reconcile = new() { Tasks = { new Call.Types.Reconcile.Types.Task { TaskId = new() { Value = "t1" } } } } },
            new() { Type = Call.Types.Type.Message, Message = new() { AgentId = offer.AgentId, ExecutorId = new() { Value = "e" }, Data = Tasks.Uuid } },
            new() { Type = Call.Types.Type.Shutdown, Shutdown = new() { AgentId = offer.AgentId, ExecutorId = new() { Value = "e" } } },
            new() { Type = Call.Types.Type.Request, Request = new() },
            new() { Type = Call.Types.Type.UpdateFramework, UpdateFramework = new() { FrameworkInfo = Framework.Info(3600) } },
        ];
        foreach (var call in calls)
        {
            call.FrameworkId = new() { Value = framework };
            if (call.UpdateFramework is { } update)
                update.FrameworkInfo.Id = call.FrameworkId;
            yield return call;
        }
    }

    /// <summary>Changes a few bytes, or exchanges a number for one that is hard to bear.</summary>
    private static byte[] Damage(byte[] body, MessageCodec codec, Prng chance)
    {
        if (ReferenceEquals(codec, MessageCodec.Json) && chance.Next(2) == 0)
        {
            string[] numbers = ["-1", "0", "1e308", "1e-9", "99999999999999999999", "9007199254740993", "\"NaN\"", "null", "[]", "{}", "\"\""];
            var text = Encoding.UTF8.GetString(body);
            var values = System.Text.RegularExpressions.Regex.Matches(text, "(?<=:)(\"[^\"]*\"|[-0-9.]+)");
            var value = values[chance.Next(values.Count)];
            return Encoding.UTF8.GetBytes(text[..value.Index] + numbers[chance.Next(numbers.Length)] + text[(value.Index + value.Length)..]);
        }

        var damaged = body.ToArray();
        for (var times = chance.Next(3); times >= 0; times--)
            damaged[chance.Next(damaged.Length)] = (byte)chance.Next(256);
        return chance.Next(10) == 0 ? damaged[..chance.Next(damaged.Length)] : damaged;
    }
}
