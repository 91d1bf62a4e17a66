using System.Text;

namespace MesosOperator.Http.Tests.Nodes;

/// <summary>Calls of the agent's operator API.</summary>
internal static class NodeCalls
{
    public static Task<HttpResponseMessage> CallAsync(HttpClient http, string call, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/agent/node-uid/api/v1") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(call)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Message-Accept", "application/json");
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public static string Session(string id, string parent, string command, string more = "") =>
        $$$"""{"type":"LAUNCH_NESTED_CONTAINER_SESSION","launch_nested_container_session":{"container_id":{"value":"{{{id}}}","parent":{"value":"{{{parent}}}"}},"command":{"value":"{{{command}}}"}{{{more}}}}}""";
}
