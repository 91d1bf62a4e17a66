using MesosOperator.Embedded.Tests.Support;
using static MesosOperator.Embedded.Tests.Support.RunningServer;

namespace MesosOperator.Embedded.Tests.Serving;

/// <summary>Whatever a client sends, it is told what is wrong with it, and nothing breaks.</summary>
public class OddRequestTests
{
    private static readonly string[] Bodies =
    [
        "", "null", "1", "[]", "{", "{}", "\"x\"", """{"metadata":null}""", """{"metadata":[]}""", """{"metadata":"a"}""", """{"metadata":{"name":5}}""",
        """{"metadata":{"name":{}}}""", """{"metadata":{"name":"a","labels":"x"}}""", """{"metadata":{"name":"a","labels":{"x":1}}}""",
        """{"metadata":{"name":"a","annotations":[]}}""", """{"metadata":{"name":"a","finalizers":"x"}}""",
        """{"metadata":{"name":"a","finalizers":[1]}}""", """{"metadata":{"name":"a","finalizers":{}}}""",
        """{"metadata":{"name":"a","ownerReferences":[{}]}}""", """{"metadata":{"name":"a","ownerReferences":[5]}}""",
        """{"metadata":{"name":"a","ownerReferences":[{"uid":[],"kind":1,"name":2,"apiVersion":3}]}}""",
        """{"metadata":{"name":"a","managedFields":[{"fieldsV1":{"k:x":{}}}]}}""", """{"metadata":{"name":"a","managedFields":[5]}}""",
        """{"metadata":{"name":"a","managedFields":[{"fieldsV1":[1],"manager":[]}]}}""", """{"metadata":{"name":"a","managedFields":5}}""",
        """{"metadata":{"name":"a","generation":"x"}}""", """{"metadata":{"name":"a","uid":5,"resourceVersion":{}}}""",
        """{"kind":[],"apiVersion":{}}""", """{"metadata":{"name":"a"},"spec":5}""", """{"metadata":{"name":"a"},"spec":[]}""",
        """{"metadata":{"name":"a"},"spec":{"transport":[]}}""", """{"metadata":{"name":"a"},"spec":{"transport":"Http","roles":{}}}""",
        """{"metadata":{"name":"a"},"spec":{"transport":"Http","demand":[5]}}""", """{"metadata":{"name":"a"},"spec":{"transport":"Http","roles":[[]]}}""",
        """{"metadata":{"name":"a"},"status":5,"spec":{"transport":"Http"}}""", """{"metadata":{"name":"a"},"data":[]}""",
        """{"metadata":{"name":"a"},"stringData":5}""", """{"metadata":{"name":"a"},"stringData":{"x":{}},"data":5}""",
        """[{"op":"replace","path":"/metadata","value":5}]""", """[{"op":"remove","path":"/metadata"}]""", """[{"op":"remove","path":""}]""",
        """[{"op":"replace","path":"/metadata/name","value":[]}]""", """[{"op":"add","path":"/metadata/managedFields","value":{}}]""", "[5]", "[{}]",
        """{"spec":{"replicas":"x"}}""", """{"spec":5}""", """{"preconditions":5}""", """{"propagationPolicy":[],"preconditions":{"uid":{}},"dryRun":5}""",
    ];

    private static readonly string[] Types =
        ["application/json", MergePatch, ApplyPatch, "application/json-patch+json", "application/strategic-merge-patch+json", "text/plain", "application/vnd.kubernetes.protobuf"];

    [Theory]
    [InlineData($"{Group}/namespaces/default/frameworks", "a")]
    [InlineData($"{Group}/nodepools", "a/scale")]
    [InlineData($"{Group}/namespaces/default/frameworks", "a/status")]
    [InlineData("/api/v1/namespaces/default/secrets", "a")]
    [InlineData("/api/v1/namespaces", "a")]
    [InlineData("/apis/events.k8s.io/v1/namespaces/default/events", "a")]
    public async Task Odd_bodies_are_refused_or_taken_but_break_nothing(string collection, string name)
    {
        await using var server = await RunningServer.StartAsync();
        await server.CreateAsync(Frameworks, Manifests.Framework("a"));
        var broken = new List<string>();
        foreach (var body in Bodies)
            foreach (var type in Types)
                foreach (var (method, path) in ((HttpMethod, string)[])
                    [(HttpMethod.Post, collection), (HttpMethod.Put, $"{collection}/{name}"), (HttpMethod.Patch, $"{collection}/{name}?fieldManager=x"), (HttpMethod.Delete, $"{collection}/other")])
                {
                    var answer = await server.SendAsync(method, path, body, type);
                    if (answer.Code is < 200 or >= 500)
                        broken.Add($"{method} {path} {type} {body}: {answer.Code} {answer.Message}");
                }
        Assert.Equal("", string.Join('\n', broken));
        Assert.Equal(200, (await server.GetAsync(collection)).Code);
    }

    [Theory]
    [InlineData("?limit=x"), InlineData("?limit=-1"), InlineData("?continue=!"), InlineData("?continue=e30"), InlineData("?continue=bnVsbA"), InlineData("?continue=eyJSZXZpc2lvbiI6OTk5OTk5fQ"), InlineData("?labelSelector=a%20b")]
    [InlineData("?labelSelector=,"), InlineData("?fieldSelector=%3D"), InlineData("?resourceVersion=-1"), InlineData("?watch=true&resourceVersion=x")]
    [InlineData("?resourceVersionMatch=Exact"), InlineData("?resourceVersion=5&resourceVersionMatch=Odd"), InlineData("/a/b/c/d")]
    public async Task Odd_questions_break_nothing(string query)
    {
        await using var server = await RunningServer.StartAsync();
        Assert.InRange((await server.GetAsync($"{Maps}{query}")).Code, 200, 499);
    }
}
