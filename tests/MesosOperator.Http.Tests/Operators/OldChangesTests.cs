using System.Text;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Runtime.Access;

namespace MesosOperator.Http.Tests.Operators;

/// <summary>Changes by older tools: case Q21, and TEARDOWN by a form.</summary>
public sealed class OldChangesTests
{
    private const string Spark = "Authorization: Basic c3Bhcms6c2VjcmV0";
    private const string OneCpu = """{"role":"a","force":true,"guarantee":[{"name":"cpus","type":"SCALAR","scalar":{"value":1}}]}""";

    [Theory]
    [InlineData("")]
    [InlineData("/master")]
    public async Task Q21_a_quota_is_set_once_and_removed_once(string prefix)
    {
        await using var target = await TestOperator.StartAsync();
        var set = Request.Post(prefix + "/quota", MediaTypes.Json, Encoding.UTF8.GetBytes(OneCpu));
        var remove = new Request("DELETE", prefix + "/quota/a");

        Assert.Equal(200, (await Answer.OfAsync(target, set)).Status);
        Assert.Contains("\"role\":\"a\"", (await Answer.OfAsync(target, Request.Get(prefix + "/quota"))).Text, StringComparison.Ordinal);
        Assert.Equal((400, "Failed to validate set quota request: Quota already exists for role 'a'"), await StatusAsync(target, set));
        Assert.Equal((200, ""), await StatusAsync(target, remove));
        Assert.Equal(400, (await Answer.OfAsync(target, remove)).Status);
    }

    [Fact]
    public async Task S27_a_framework_is_torn_down_by_a_form()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        var form = Request.Post("/teardown", "application/x-www-form-urlencoded", Encoding.UTF8.GetBytes($"frameworkId={framework.Id}"));

        Assert.Equal((200, ""), await StatusAsync(target, form));
        Assert.Empty(await framework.Stream.ReadChunkAsync());
        Assert.Equal((400, "Missing 'frameworkId' query parameter"), await StatusAsync(target, form with { Body = [] }));
        Assert.Equal(400, (await Answer.OfAsync(target, form with { Body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a=b&", 5000))) })).Status);
    }

    [Fact]
    public async Task S27_only_who_is_known_and_may_tears_down()
    {
        var access = new FakeAccess();
        await using var target = await access.StartAsync();
        await using var framework = await Framework.OpenAsync(target, Framework.Info(), MessageCodec.Json, Spark);
        var id = (await framework.NextAsync()).Subscribed.FrameworkId.Value;
        var form = Request.Post("/teardown", "application/x-www-form-urlencoded", Encoding.UTF8.GetBytes($"frameworkId={id}"));
        access.Authorize = (_, request) => request is AccessRequest.TearDownFramework ? new Authorization.Denied("no") : Authorization.Allowed.Yes;

        Assert.Equal(401, (await StatusAsync(target, form)).Status);
        Assert.Equal((403, "no"), await StatusAsync(target, form.With(Spark)));
        access.Authorize = (_, _) => Authorization.Allowed.Yes;
        Assert.Equal((200, ""), await StatusAsync(target, form.With(Spark)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/master")]
    public async Task X03_weights_are_put_and_told(string prefix)
    {
        await using var target = await TestOperator.StartAsync();
        Request Put(string body) => new("PUT", prefix + "/weights") { Body = Encoding.UTF8.GetBytes(body) };

        Assert.Equal((200, ""), await StatusAsync(target, Put("""[{"role":"a","weight":2.5},{"role":"b","weight":4}]""")));
        Assert.Equal("""[{"role":"a","weight":2.5},{"role":"b","weight":4.0}]""", (await Answer.OfAsync(target, Request.Get(prefix + "/weights"))).Text);
        Assert.Equal(400, (await StatusAsync(target, Put("""[{"role":"a","weight":0}]"""))).Status);
        Assert.Equal((400, "Expecting a list in JSON"), await StatusAsync(target, Put("""{"role":"a","weight":1}""")));
        Assert.Equal(400, (await StatusAsync(target, Put("["))).Status);
    }

    [Theory]
    [InlineData("GET", "/teardown", "POST")]
    [InlineData("GET", "/quota/a", "DELETE")]
    [InlineData("DELETE", "/quota", "GET, HEAD")]
    [InlineData("GET", "/reserve", "POST")]
    [InlineData("GET", "/master/create-volumes", "POST")]
    [InlineData("POST", "/weights", "GET, HEAD")]
    [InlineData("GET", "/machine/down", "POST")]
    [InlineData("GET", "/master/machine/up", "POST")]
    public async Task W12_another_method_is_refused(string method, string path, string allowed)
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await Answer.OfAsync(target, new Request(method, path));

        Assert.Equal((405, allowed), (answer.Status, answer.Head.Header("Allow")));
    }

    private static async Task<(int Status, string Text)> StatusAsync(TestOperator target, Request request)
    {
        var answer = await Answer.OfAsync(target, request);
        return (answer.Status, answer.Text);
    }
}
