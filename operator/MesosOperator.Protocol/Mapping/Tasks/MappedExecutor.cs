using MesosOperator.Core.Tasks;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>An executor as the core keeps it, with the first fault in its resources or null.</summary>
internal sealed record MappedExecutor(ExecutorInfo Info, string? Problem);
