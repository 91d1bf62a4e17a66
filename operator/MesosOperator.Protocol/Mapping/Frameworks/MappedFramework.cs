using MesosOperator.Core.Frameworks;

namespace MesosOperator.Protocol.Mapping.Frameworks;

/// <summary>A framework's description as the core keeps it, with the first fault that the core could not see in it.</summary>
public sealed record MappedFramework(FrameworkInfo Info, string? Defect);
