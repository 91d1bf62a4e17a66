using MesosOperator.Core.Identity;

namespace MesosOperator.Core.Master.Commands;

/// <summary>Who makes a call: the stream that it names and the principal that was authenticated, where there are such.</summary>
public sealed record Caller(StreamId? Stream, string? Principal);
