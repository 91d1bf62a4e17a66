using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Resources;
using MesosOperator.Runtime.Ports;
using MesosOperator.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MesosOperator.Http.Tests.Support;

/// <summary>A store from which a master learns of one agent of an earlier one, on the host <c>known</c>.</summary>
public sealed class KnownAgentStore : IClusterStore
{
    private readonly InMemoryClusterStore _store = new();

    public static void Add(IServiceCollection services) => services.AddSingleton<IClusterStore, KnownAgentStore>();

    public async Task<RestoreCommand> LoadAsync(CancellationToken cancellation) => await _store.LoadAsync(cancellation) with
    {
        Agents = ImmutableSortedDictionary<AgentId, AgentInfo>.Empty.Add(new("earlier-S7"), new("known", "127.0.0.1", 5051, ResourceSet.Empty)),
    };

    public Task SaveAsync(ImmutableArray<Persist> changes, CancellationToken cancellation) => _store.SaveAsync(changes, cancellation);
}
