namespace MesosOperator.AgentRuntime.Pictures;

/// <summary>Somebody wants to see what the agent is and runs.</summary>
internal sealed class PictureRequest
{
    private readonly TaskCompletionSource<AgentPicture> _picture = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<AgentPicture> Picture => _picture.Task;

    public void Show(AgentPicture picture) => _picture.TrySetResult(picture);
}
