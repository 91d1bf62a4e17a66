using MesosOperator.Core.Agents;

namespace MesosOperator.TestKit;

/// <summary>Describes an agent; each step gives a new builder.</summary>
public sealed class AgentBuilder(AgentInfo info)
{
    public AgentInfo Info { get; } = info;

    /// <summary>Has these resources instead, written as in <see cref="ResourceText"/>.</summary>
    public AgentBuilder With(string resources) => new(Info with { Resources = ResourceText.Parse(resources) });

    public AgentBuilder Labelled(string name, string text) =>
        new(Info with { Attributes = [.. Info.Attributes, new AgentAttribute(name) { Text = text }] });

    public static implicit operator AgentInfo(AgentBuilder builder) => builder.Info;
}
