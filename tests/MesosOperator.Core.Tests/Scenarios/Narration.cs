using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Roles;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Scenarios;

/// <summary>A scenario while it is told: a master, who takes part, and what was seen since it was last asked.</summary>
internal sealed class Narration
{
    private readonly List<string> _lines = [];
    private TestMaster? _master;

    /// <summary>Every verb by its name, which is its class's in small letters with dashes.</summary>
    public static SortedDictionary<string, IVerb> Verbs { get; } = new(
        typeof(IVerb).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(IVerb)) && type.IsClass)
            .ToDictionary(type => type.Name[..^"Verb".Length].ToLowerInvariant(), type => (IVerb)Activator.CreateInstance(type)!),
        StringComparer.Ordinal);

    public Cast Cast { get; } = new();

    /// <summary>How the master is set; only before the first command.</summary>
    public MasterSettings Settings { get; private set; } = new();

    public TestMaster Master => _master ??= new(Settings);

    public void Set(Func<MasterSettings, MasterSettings> change) =>
        Settings = _master is null ? change(Settings) : throw new FormatException("settings come before everything else");

    public void Do(string step)
    {
        var words = step.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var verb = Verbs.GetValueOrDefault(words[0].Replace("-", "")) ?? throw new FormatException($"no verb '{words[0]}'");
        verb.Do(this, new(words[1..]));
    }

    /// <summary>What was seen since the last time.</summary>
    public IReadOnlyList<string> TakeLines()
    {
        string[] lines = [.. _lines];
        _lines.Clear();
        return lines;
    }

    public void Say(string line) => _lines.Add(line);

    /// <summary>Applies a command and tells what came of it, after names were learned from it.</summary>
    public Outcome Apply(Command command, Action<Outcome>? learn = null)
    {
        var outcome = Master.Apply(command);
        learn?.Invoke(outcome);
        Tell(outcome);
        return outcome;
    }

    public void Tell(Outcome outcome)
    {
        foreach (var made in outcome.Events.OfType<OfferEvent.Made>())
            Cast.AddOffer(made.Offer);
        foreach (var asked in outcome.Events.OfType<MaintenanceEvent.Asked>())
            Cast.AddInverseOffer(asked.Offer.Id);
        if (outcome.Refusal is { } refusal)
            Say($"refused: {refusal.Kind}, {refusal.Message}");
        foreach (var notify in outcome.Effects.Afterwards)
            foreach (var line in Telling.Of(Cast, notify))
                Say(line);
    }

    /// <summary>The caller that a framework is at present.</summary>
    public static Caller CallerOf(Cast.FrameworkRole framework) => new(framework.Stream, framework.Info?.Principal);

    /// <summary>Subscribes a framework under its present description.</summary>
    public void Subscribe(Cast.FrameworkRole framework, IEnumerable<string> suppressedRoles)
    {
        framework.Stream = new($"{framework.Name}/{++framework.Streams}");
        ImmutableArray<RoleName> suppressed = [.. suppressedRoles.Select(role => new RoleName(role))];
        Apply(new SubscriptionCommand.Subscribe(framework.Stream, framework.Info!, suppressed) { Constraints = framework.Constraints }, outcome =>
        {
            foreach (var added in outcome.Events.OfType<FrameworkEvent.Added>())
                framework.Id = added.FrameworkId;
        });
        if (framework.Id != default)
            framework.Info = framework.Info! with { Id = framework.Id };
    }

    /// <summary>The framework's id under the name that it has in the scenario, or the word itself as an id that nobody has.</summary>
    public FrameworkId FrameworkIdOf(string name) =>
        Cast.Frameworks.FirstOrDefault(framework => framework.Name == name)?.Id ?? new FrameworkId(name);

    /// <summary>The agent's id under the name that it has in the scenario, or the word itself as an id that nobody has.</summary>
    public AgentId AgentIdOf(string name) => Cast.Agents.FirstOrDefault(agent => agent.Name == name)?.Id ?? new AgentId(name);
}
