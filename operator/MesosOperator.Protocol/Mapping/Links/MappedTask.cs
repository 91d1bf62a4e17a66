using MesosOperator.Core.Tasks;

namespace MesosOperator.Protocol.Mapping.Links;

/// <summary>A task that an agent reports, or what is wrong with the report.</summary>
internal sealed record MappedTask(LaunchedTask Task, string? Problem);
