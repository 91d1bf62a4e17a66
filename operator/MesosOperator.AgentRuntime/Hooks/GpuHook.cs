using System.Globalization;
using MesosOperator.AgentRuntime.Devices;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>
/// Chooses the graphics processors of a task, writes down which, and tells the task. Nobody else can open them, and the
/// task can open no other. To be called when the folder of the checkpoint is there and before control groups are made.
/// </summary>
internal sealed class GpuHook(string workDirectory, GpuPool pool, TimeProvider time) : IPrepare, ICleanUp
{
    /// <summary>How long the task that had them before may take to be cleaned up after.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public GpuPool Pool => pool;

    public async ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop)
    {
        var count = (int)TaskResources.Scalar(draft.Launch.Task, "gpus");
        if (pool.Host.Gpus.IsEmpty)
            return null; // none were found, and what is offered is what the administrator says
        if (count > pool.Host.Gpus.Length)
            return $"The task is to have {count} GPUs, and this agent has {pool.Host.Gpus.Length}";
        if (count > 0 && await TakeAsync(draft, count, stop) is { } problem)
            return problem;

        // Set to nothing where there are none, since an absent variable means all of them.
        var held = string.Join(',', pool.HeldBy(draft.Launch.ContainerId).Select(gpu => gpu.Name));
        draft.Environment["NVIDIA_VISIBLE_DEVICES"] = count > 0 ? held : "void";
        draft.Environment["CUDA_VISIBLE_DEVICES"] = held;
        draft.Devices.AddRange(pool.Host.NodesFor(pool.HeldBy(draft.Launch.ContainerId)));
        return null;
    }

    public ValueTask CleanUpAsync(TaskLaunch launch)
    {
        pool.Return(launch.ContainerId);
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes over what the runs of an earlier process hold.</summary>
    /// <exception cref="IOException">What was written down cannot be read.</exception>
    public void Recover(IEnumerable<TaskLaunch> alive)
    {
        foreach (var launch in alive)
            if (FileOf(launch) is var file && File.Exists(file))
                pool.Restore(launch.ContainerId, [.. File.ReadAllText(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    .Select(index => int.Parse(index, CultureInfo.InvariantCulture))]);
    }

    private async Task<string?> TakeAsync(TaskDraft draft, int count, CancellationToken stop)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
            var held = await pool.TakeAsync(draft.Launch.ContainerId, count, either.Token);
            await File.WriteAllTextAsync(FileOf(draft.Launch), string.Join(' ', held.Select(gpu => gpu.Index)) + "\n", stop);
            return null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return $"The task is to have {count} GPUs, and other tasks hold them";
        }
        catch (IOException failure)
        {
            return $"The GPUs of the task cannot be written down: {failure.Message}";
        }
    }

    private string FileOf(TaskLaunch launch) => Path.Combine(MetaPaths.OfTask(workDirectory, launch.ContainerId), "gpus");
}
