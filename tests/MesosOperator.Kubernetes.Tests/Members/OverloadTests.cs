namespace MesosOperator.Kubernetes.Tests.Members;

public sealed class OverloadTests
{
    [Fact]
    public void What_a_full_queue_did_not_take_is_looked_at_when_there_is_room() => MemberWorld.Test(async world =>
    {
        world.KeysMax = 2;
        for (var number = 0; number < 3; number++)
            await world.AddNodeAsync($"n{number}");
        await world.AddPodAsync("theirs", "n0", "1500m");
        await world.Home.ApplyFrameworkAsync();

        world.Reach();
        await world.PassUntilAsync(async () => (await world.Home.ViewAsync()).Agents.Count() == 3);
        for (var number = 0; number < 3; number++)
            await world.AddPodAsync($"theirs-{number}", $"n{number}", "1");
        await world.PassUntilAsync(() => Task.FromResult(world.State.Free.Quantities.Get("cpus").Milli == 12_000 - 1_500 - 3_000));

        Assert.True(world.Home.Cluster.Meters.Counted("mesosoperator.queue.refused member") > 0);
    });

    [Fact]
    public void Cluster_that_is_too_large_is_not_followed() => MemberWorld.Test(async world =>
    {
        world.KeysMax = 1;
        for (var number = 0; number < 2; number++)
            await world.AddOwnPodAsync($"p{number}");

        world.Reach();
        await world.PassUntilAsync(() => Task.FromResult(world.State.StaleBecause == "There are more than 1 pods"));

        Assert.False(world.State.IsSynced);
    });
}
