using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Master.Events;

namespace MesosOperator.Core.Master;

/// <summary>What a command led to: a refusal and nothing else, or events and what follows from them.</summary>
public sealed record Outcome(Refusal? Refusal, IReadOnlyList<MasterEvent> Events, EffectBatch Effects);
