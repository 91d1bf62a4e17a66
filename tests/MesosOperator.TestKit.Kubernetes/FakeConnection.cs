namespace MesosOperator.TestKit.Kubernetes;

/// <summary>
/// Hands a client's requests to the fake. An answer that comes later is given without a synchronization context, so that
/// the client's own continuations run here and now rather than on the thread pool, and a virtual run stays in order.
/// </summary>
internal sealed class FakeConnection(FakeKubeApi api, string client) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : new StreamReader(request.Content.ReadAsStream(cancellationToken)).ReadToEnd();
        var uri = request.RequestUri!;
        var answer = api.AnswerAsync(
            new FakeRequest(client, api.Now, request.Method, uri.AbsolutePath, uri.Query), body,
            request.Content?.Headers.ContentType?.MediaType ?? "", cancellationToken);
        return answer.IsCompleted ? answer : WithoutContext(answer);
    }

    private static Task<HttpResponseMessage> WithoutContext(Task<HttpResponseMessage> answer)
    {
        var completion = new TaskCompletionSource<HttpResponseMessage>();
        answer.ContinueWith(
            done =>
            {
                var before = SynchronizationContext.Current;
                SynchronizationContext.SetSynchronizationContext(null);
                completion.SetFromTask(done);
                SynchronizationContext.SetSynchronizationContext(before);
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return completion.Task;
    }
}
