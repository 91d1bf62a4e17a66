using System.Text;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Runtime.Access;
using Microsoft.AspNetCore.Routing;

namespace MesosOperator.Http.Tests.Access;

/// <summary>Who is let in at all: cases W01 and W16.</summary>
public sealed class AuthenticationTests
{
    private static readonly string[] ForEverybody =
        ["/health", "/master/health", "/version", "/master/version", "/redirect", "/master/redirect", "/livez", "/readyz"];

    /// <summary>Looks at every endpoint there is, so that a new one cannot be forgotten. Agents come by their own port, without a path here.</summary>
    [Fact]
    public async Task Every_endpoint_wants_credentials_but_those_that_are_for_everybody()
    {
        await using var target = await new FakeAccess().StartAsync();
        var paths = target.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(path => path.StartsWith('/') && !path.Contains("AgentLink/", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal).ToArray();

        var open = new List<string>();
        foreach (var path in paths)
            if ((await Answer.OfAsync(target, Request.Get(path))).Status != 401)
                open.Add(path);

        Assert.Equal(ForEverybody.Order(StringComparer.Ordinal), open);
        Assert.Contains("/metrics", paths);
        Assert.Contains(Request.Scheduler, paths);
    }

    [Theory]
    [InlineData("/api/v1/scheduler", "mesos-master-scheduler")]
    [InlineData("/master/state", "mesos-master-readonly")]
    [InlineData("/metrics", "mesos-master-readonly")]
    public async Task W01_a_challenge_in_the_words_of_Mesos(string path, string realm)
    {
        await using var target = await new FakeAccess().StartAsync();

        var answer = await Answer.OfAsync(target, Request.Post(path, "application/json", "{}"u8.ToArray()));

        Assert.Equal((401, "401 Unauthorized."), (answer.Status, answer.Text));
        Assert.Equal($"Basic realm=\"{realm}\", Bearer realm=\"{realm}\"", answer.Head.Header("WWW-Authenticate"));
        Assert.Equal("text/plain; charset=utf-8", answer.Head.Header("Content-Type"));
    }

    [Theory]
    [InlineData("Authorization: Basic c3Bhcms6c2VjcmV0", 200)]
    [InlineData("Authorization: Bearer good", 200)]
    [InlineData("Authorization: Basic c3Bhcms6d3Jvbmc=", 401)]
    [InlineData("Authorization: Bearer bad", 401)]
    [InlineData("Authorization: Basic !!!", 401)]
    [InlineData("Authorization: Negotiate abc", 401)]
    public async Task W16_credentials_count(string header, int status)
    {
        await using var target = await new FakeAccess().StartAsync();

        Assert.Equal(status, (await Answer.OfAsync(target, Request.Get("/state").With(header))).Status);
    }

    [Fact]
    public async Task Credentials_are_looked_at_before_the_method_and_the_body()
    {
        await using var target = await new FakeAccess().StartAsync();

        Assert.Equal(401, (await Answer.OfAsync(target, new Request("DELETE", Request.Scheduler))).Status);
        Assert.Equal(401, (await Answer.OfAsync(target, new Request("DELETE", "/state"))).Status);
        Assert.Equal(405, (await Answer.OfAsync(target, new Request("DELETE", "/state").With("Authorization: Bearer good"))).Status);
    }

    [Fact]
    public async Task Who_cannot_be_asked_about_now_may_come_back()
    {
        var access = new FakeAccess { Authenticate = _ => new Authentication.Unavailable("no answer from Kubernetes") };
        await using var target = await access.StartAsync();

        var answer = await Answer.OfAsync(target, Request.Get("/state").With("Authorization: Bearer good"));

        Assert.Equal((503, "no answer from Kubernetes", "1"), (answer.Status, answer.Text, answer.Head.Header("Retry-After")));
        Assert.Equal(200, (await Answer.OfAsync(target, Request.Get("/livez"))).Status);
    }

    [Fact]
    public async Task An_open_operator_looks_at_no_credentials()
    {
        await using var target = await TestOperator.StartAsync();

        foreach (var header in (string[])["Accept: */*", "Authorization: Basic !!!", $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("a:b"))}"])
            Assert.Equal(200, (await Answer.OfAsync(target, Request.Get("/state").With(header))).Status);
    }
}
