using System.Text.Json;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Http.Tests.Reading;

public sealed class WhyTests
{
    [Theory]
    [InlineData("/why")]
    [InlineData("/master/why")]
    public async Task Reasons_are_counted_role_by_role(string path)
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await using var agent = await FakeAgent.RegisterAsync(target);
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        await framework.CallAsync(new Call
        {
            Type = Call.Types.Type.Decline,
            Decline = new() { OfferIds = { offer.Id }, Filters = new() { RefuseSeconds = 1000 } },
        });

        using var answer = JsonDocument.Parse((await Answer.OfAsync(target, Request.Get($"{path}?framework_id={framework.Id}"))).Body);

        Assert.Equal("role *: of 1 agents 1 refused by the framework", answer.RootElement.GetProperty("summary").GetString());
        var role = answer.RootElement.GetProperty("roles")[0];
        Assert.Equal(
            $$"""[{"reason":"REFUSED","agents":1,"example":"{{agent.Id}}"}]""", role.GetProperty("reasons").GetRawText());
        Assert.True(role.GetProperty("refused_until").GetDouble() > 0);
    }

    [Theory]
    [InlineData("/why", 400)]
    [InlineData("/why?framework_id=", 400)]
    [InlineData("/why?framework_id=a&framework_id=b", 400)]
    [InlineData("/why?framework_id=nobody", 404)]
    public async Task Question_without_a_framework_is_refused(string path, int status)
    {
        await using var target = await TestOperator.StartAsync();

        Assert.Equal(status, (await Answer.OfAsync(target, Request.Get(path))).Status);
    }
}
