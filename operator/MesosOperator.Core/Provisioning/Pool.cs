using System.Collections.Immutable;

namespace MesosOperator.Core.Provisioning;

/// <summary>A pool of machines as plans see it.</summary>
/// <param name="Name">The name of its object.</param>
/// <param name="Terms">What it may have.</param>
/// <param name="Catalogue">What the cloud has of what the pool may use.</param>
/// <param name="Machines">What the pool has.</param>
public sealed record Pool(string Name, PoolTerms Terms, ImmutableArray<MachineChoice> Catalogue, ImmutableArray<PoolMachine> Machines);
