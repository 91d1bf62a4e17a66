namespace MesosOperator.Host.Serving;

/// <summary>Waits for a token.</summary>
internal static class Cancellation
{
    /// <summary>Ends when the token is cancelled, without an exception.</summary>
    public static Task OfAsync(CancellationToken token)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(over.SetResult);
        return over.Task;
    }
}
