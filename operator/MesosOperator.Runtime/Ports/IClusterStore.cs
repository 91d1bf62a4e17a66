using System.Collections.Immutable;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;

namespace MesosOperator.Runtime.Ports;

/// <summary>Keeps what must outlive the process. One caller at a time.</summary>
public interface IClusterStore
{
    /// <summary>Reads all that is kept, as the first command of a master. Repeats by itself what may succeed later.</summary>
    Task<RestoreCommand> LoadAsync(CancellationToken cancellation);

    /// <summary>
    /// Keeps changes in their order and returns when they are durable. Repeats by itself what may succeed later; an
    /// exception therefore means that it never will, and the master stops.
    /// </summary>
    Task SaveAsync(ImmutableArray<Persist> changes, CancellationToken cancellation);
}
