using System.Text;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Resources;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Runtime.Access;

namespace MesosOperator.Http.Tests.Operators;

/// <summary>Reservations and volumes by older tools: cases R10 and V08.</summary>
public sealed class OldOperationsTests
{
    private const string Agent0 = TestSetup.RecordedMaster + "-S0";
    private const string Spark = "Authorization: Basic c3Bhcms6c2VjcmV0";

    [Theory]
    [InlineData("")]
    [InlineData("/master")]
    public async Task R10_what_is_free_is_reserved_and_given_back(string prefix)
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync();

        Assert.Equal((202, ""), await PostAsync(target, prefix + "/reserve", Agent0, "resources", Cpus(2)));
        Assert.Contains((await AgentAsync(target)).Total.Items, item => item.Traits.ReservedRole == "eng");
        Assert.Equal((202, ""), await PostAsync(target, prefix + "/unreserve", Agent0, "resources", Cpus(2)));
        Assert.True((await AgentAsync(target)).Total.IsPlain);
    }

    [Fact]
    public async Task R10_what_is_offered_is_rescinded_and_reserved()
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();

        Assert.Equal(202, (await PostAsync(target, "/reserve", Agent0, "resources", Cpus(4))).Status);

        Assert.Equal(offer.Id, (await framework.NextAsync(Event.Types.Type.Rescind)).Rescind.OfferId);
    }

    [Fact]
    public async Task R10_more_than_there_is_is_a_conflict()
    {
        await using var target = await TestOperator.StartAsync();
        await target.AddAgentAsync();

        Assert.Equal(409, (await PostAsync(target, "/reserve", Agent0, "resources", Cpus(99))).Status);
        Assert.Equal(409, (await PostAsync(target, "/unreserve", Agent0, "resources", Cpus(1))).Status);
    }

    [Theory]
    [InlineData("/reserve", null, "resources", "[]", "Missing 'slaveId' query parameter in the request body")]
    [InlineData("/reserve", "x", "other", "[]", "Missing 'resources' query parameter in the request body")]
    [InlineData("/create-volumes", "x", "resources", "[]", "Missing 'volumes' query parameter in the request body")]
    [InlineData("/reserve", "x", "resources", "[", "Error in parsing 'resources' query parameter in the request body: Failed to parse JSON: *")]
    [InlineData("/reserve", "x", "resources", "{}", "Error in parsing 'resources' query parameter in the request body: Expecting a list in JSON")]
    [InlineData("/destroy-volumes", "x", "volumes", "[{}]", "Error in parsing 'volumes' query parameter in the request body: *")]
    [InlineData("/reserve", "x", "resources", "[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1},\"reservations\":[{\"type\":\"DYNAMIC\",\"role\":\"eng\"}]}]", "No agent found with ID x")]
    public async Task R10_a_form_that_makes_no_sense_is_refused_in_words(string path, string? agent, string list, string value, string expected)
    {
        await using var target = await TestOperator.StartAsync();

        var (status, text) = await PostAsync(target, path, agent, list, value);

        Assert.Equal(400, status);
        Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(expected).Replace("\\*", ".*", StringComparison.Ordinal) + "$", text);
    }

    [Fact]
    public async Task R10_only_who_is_known_and_may_reserves_and_in_no_other_name()
    {
        var access = new FakeAccess();
        await using var target = await access.StartAsync();
        await target.AddAgentAsync();

        Assert.Equal(401, (await PostAsync(target, "/reserve", Agent0, "resources", Cpus(1))).Status);
        Assert.Equal(400, (await PostAsync(target, "/reserve", Agent0, "resources", Cpus(1, ",\"principal\":\"other\""), Spark)).Status);
        access.Authorize = (_, request) => request is AccessRequest.UpdateReservations ? new Authorization.Denied("no") : Authorization.Allowed.Yes;
        Assert.Equal((403, "no"), await PostAsync(target, "/reserve", Agent0, "resources", Cpus(1, ",\"principal\":\"spark\""), Spark));
        access.Authorize = (_, _) => Authorization.Allowed.Yes;
        Assert.Equal(202, (await PostAsync(target, "/reserve", Agent0, "resources", Cpus(1, ",\"principal\":\"spark\""), Spark)).Status);
    }

    [Theory]
    [InlineData("STATIC")]
    [InlineData("DYNAMIC")]
    public async Task V08_a_volume_is_made_and_destroyed(string reservation)
    {
        await using var target = await TestOperator.StartAsync();
        await AddDiskAsync(target, reservation);
        if (reservation == "DYNAMIC")
            Assert.Equal(202, (await PostAsync(target, "/reserve", Agent0, "resources", $"[{Disk(100, reservation)}]")).Status);

        Assert.Equal((202, ""), await PostAsync(target, "/create-volumes", Agent0, "volumes", Volume(10, reservation)));
        Assert.Contains((await AgentAsync(target)).Total.Items, item => item.Traits.Volume is not null);
        if (reservation == "DYNAMIC")
            Assert.Equal(409, (await PostAsync(target, "/unreserve", Agent0, "resources", $"[{Disk(100, reservation)}]")).Status);
        Assert.Equal((202, ""), await PostAsync(target, "/destroy-volumes", Agent0, "volumes", Volume(10, reservation)));
        Assert.DoesNotContain((await AgentAsync(target)).Total.Items, item => item.Traits.Volume is not null);
    }

    [Fact]
    public async Task V08_a_volume_that_cannot_be_is_refused()
    {
        await using var target = await TestOperator.StartAsync();
        await AddDiskAsync(target, "STATIC");

        Assert.Equal(409, (await PostAsync(target, "/create-volumes", Agent0, "volumes", Volume(101, "STATIC"))).Status);
        Assert.Equal(409, (await PostAsync(target, "/create-volumes", Agent0, "volumes", Volume(10, "STATIC", "other"))).Status);
        Assert.Equal(400, (await PostAsync(target, "/create-volumes", Agent0, "volumes", $"[{Disk(10, "STATIC")}]")).Status);
        Assert.NotEqual(202, (await PostAsync(target, "/destroy-volumes", Agent0, "volumes", Volume(10, "STATIC"))).Status);
    }

    private static async Task AddDiskAsync(TestOperator target, string reservation)
    {
        var disk = Resource.Of(ResourceName.Disk, Amount.FromUnits(100));
        var resources = ResourceSet.Of(reservation == "STATIC" ? disk.With(new ResourceTraits { Reservations = [new(ReservationKind.Static, "eng", null, [])] }) : disk);
        Assert.True((await target.Master.CallAsync(new AgentCommand.Register(new LinkId(1), new("host", "127.0.0.1", 5051, resources)))).IsDone);
    }

    private static string Cpus(int cpus, string rest = "") =>
        $$$$$$"""[{"name":"cpus","type":"SCALAR","scalar":{"value":{{{{{{cpus}}}}}}},"reservations":[{"type":"DYNAMIC","role":"eng"{{{{{{rest}}}}}}}]}]""";

    private static string Disk(int size, string reservation, string role = "eng", string rest = "") =>
        $$$$$$"""{"name":"disk","type":"SCALAR","scalar":{"value":{{{{{{size}}}}}}},"reservations":[{"type":"{{{{{{reservation}}}}}}","role":"{{{{{{role}}}}}}"}]{{{{{{rest}}}}}}}""";

    private static string Volume(int size, string reservation, string role = "eng") =>
        $"[{Disk(size, reservation, role, ",\"disk\":{\"persistence\":{\"id\":\"v\"},\"volume\":{\"container_path\":\"p\",\"mode\":\"RW\"}}")}]";

    private static async Task<Core.Master.Views.AgentView> AgentAsync(TestOperator target) =>
        Assert.Single((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Agents);

    private static async Task<(int Status, string Text)> PostAsync(TestOperator target, string path, string? agent, string list, string value, params string[] headers)
    {
        var form = (agent is null ? "" : $"slaveId={agent}&") + $"{list}={Uri.EscapeDataString(value)}";
        var request = Request.Post(path, "application/x-www-form-urlencoded", Encoding.UTF8.GetBytes(form));
        var answer = await Answer.OfAsync(target, headers.Aggregate(request, (sent, header) => sent.With(header)));
        return (answer.Status, answer.Text);
    }
}
