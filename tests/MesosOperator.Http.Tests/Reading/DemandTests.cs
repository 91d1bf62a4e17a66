using System.Text.Json;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Event = MesosOperator.Protocol.Mesos.V1.Scheduler.Event;
using Mesos = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Tests.Reading;

public sealed class DemandTests
{
    [Theory]
    [InlineData("/demand")]
    [InlineData("/master/demand")]
    public async Task Request_is_published_until_another_one(string path)
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await using var agent = await FakeAgent.RegisterAsync(target);
        await framework.NextAsync(Event.Types.Type.Offers);

        Assert.Equal(202, (await framework.CallAsync(Wanting(64, 64, 1))).Status);
        using var answer = JsonDocument.Parse((await Answer.OfAsync(target, Request.Get(path))).Text);
        Assert.Equal(202, (await framework.CallAsync(Wanting())).Status);

        // The agent has room for the small task and not for the large ones.
        Assert.Equal(
            $$$"""[{"role":"*","unmet":{"cpus":128.0},"demand":[{"framework_id":"{{{framework.Id}}}","count":2,"unmet":2,"resources":{"cpus":64.0}},{"framework_id":"{{{framework.Id}}}","count":1,"unmet":0,"resources":{"cpus":1.0}}]}]""",
            answer.RootElement.GetProperty("roles").GetRawText());
        Assert.Equal("""{"roles":[]}""", (await Answer.OfAsync(target, Request.Get(path))).Text);
    }

    [Fact]
    public async Task Request_for_nothing_is_refused()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);

        var answer = await framework.CallAsync(new Call { Type = Call.Types.Type.Request, Request = new() { Requests = { new Mesos.Request() } } });

        Assert.Equal((400, "Demand for no resources"), (answer.Status, answer.Text));
    }

    private static Call Wanting(params double[] cpus) => new()
    {
        Type = Call.Types.Type.Request,
        Request = new()
        {
            Requests =
            {
                cpus.Select(amount => new Mesos.Request
                {
                    Resources = { new Mesos.Resource { Name = "cpus", Type = Mesos.Value.Types.Type.Scalar, Scalar = new() { Value = amount } } },
                }),
            },
        },
    };
}
