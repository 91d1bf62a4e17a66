using System.Collections.Immutable;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Runtime.Ports;
using MesosOperator.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MesosOperator.Http.Tests.Support;

/// <summary>A store whose saves, and with them the whole master, wait for a task.</summary>
public sealed class BlockedStore(Task gate) : IClusterStore
{
    private readonly InMemoryClusterStore _store = new();
    private readonly TaskCompletionSource _saving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first save has begun.</summary>
    public Task Saving => _saving.Task;

    public static BlockedStore Add(IServiceCollection services, Task gate)
    {
        var store = new BlockedStore(gate);
        services.AddSingleton<IClusterStore>(store);
        return store;
    }

    public Task<RestoreCommand> LoadAsync(CancellationToken cancellation) => _store.LoadAsync(cancellation);

    public async Task SaveAsync(ImmutableArray<Persist> changes, CancellationToken cancellation)
    {
        _saving.TrySetResult();
        await gate;
        await _store.SaveAsync(changes, cancellation);
    }
}
