using System.Text;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;

namespace MesosOperator.Http.Tests.Operators;

/// <summary>Changes by older tools: case Q21, and TEARDOWN by a form.</summary>
public sealed class OldChangesTests
{
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
    public async Task A_framework_is_torn_down_by_a_form()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        var form = Request.Post("/teardown", "application/x-www-form-urlencoded", Encoding.UTF8.GetBytes($"frameworkId={framework.Id}"));

        Assert.Equal((200, ""), await StatusAsync(target, form));
        Assert.Empty(await framework.Stream.ReadChunkAsync());
        Assert.Equal((400, "Missing 'frameworkId' query parameter"), await StatusAsync(target, form with { Body = [] }));
        Assert.Equal(400, (await Answer.OfAsync(target, form with { Body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a=b&", 5000))) })).Status);
    }

    [Theory]
    [InlineData("GET", "/teardown", "POST")]
    [InlineData("GET", "/quota/a", "DELETE")]
    [InlineData("DELETE", "/quota", "GET, HEAD")]
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
