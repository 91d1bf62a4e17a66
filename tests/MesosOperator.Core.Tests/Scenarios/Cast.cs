using MesosOperator.Core.Constraints;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Tests.Scenarios;

/// <summary>Who takes part in a scenario: the names that it gives, and the ids behind them.</summary>
internal sealed class Cast
{
    private readonly SortedDictionary<string, AgentRole> _agents = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FrameworkRole> _frameworks = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, TaskRole> _tasks = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, UpdateId> _updates = new(StringComparer.Ordinal);
    private readonly List<Offer> _offers = [];
    private readonly List<OfferId> _inverseOffers = [];
    private int _links;

    public IEnumerable<AgentRole> Agents => _agents.Values;

    public IEnumerable<FrameworkRole> Frameworks => _frameworks.Values;

    public AgentRole Agent(string name) => Find(_agents, name, "agent");

    public FrameworkRole Framework(string name) => Find(_frameworks, name, "framework");

    public TaskRole Task(string name) => Find(_tasks, name, "task");

    /// <summary>An executor as it was last described by a task on an agent.</summary>
    public LaunchedExecutor Executor(string id, AgentId agent) => _tasks.Values
        .Where(task => task.Info.Executor?.Id.Value == id && task.Info.AgentId == agent)
        .Select(task => new LaunchedExecutor(task.Info.Executor!.Of(task.FrameworkId), task.FrameworkId, agent, task.Role)).LastOrDefault()
        ?? throw new FormatException($"no task was launched on an executor '{id}' there");

    public AgentRole AddAgent(string name) => _agents[name] = new(name);

    public FrameworkRole AddFramework(string name) => _frameworks[name] = new(name);

    public void AddTask(TaskRole task) => _tasks[task.Info.Id.Value] = task;

    public void AddOffer(Offer offer) => _offers.Add(offer);

    public void AddInverseOffer(OfferId id) => _inverseOffers.Add(id);

    /// <summary>The inverse offer of that name, <c>i1</c> being the first of all; any other word is one that nobody made.</summary>
    public OfferId InverseOfferId(string name) =>
        name.StartsWith('i') && int.TryParse(name[1..], out var number) && number > 0 && number <= _inverseOffers.Count
            ? _inverseOffers[number - 1]
            : new(name);

    public string NameOfInverse(OfferId id) => $"i{_inverseOffers.IndexOf(id) + 1}";

    /// <summary>A link that no agent had before.</summary>
    public LinkId NewLink() => new(++_links);

    /// <summary>The offer of that name, <c>o1</c> being the first of all; also one that has ended.</summary>
    public Offer Offer(string name) =>
        name.StartsWith('o') && int.TryParse(name[1..], out var number) && number > 0 && number <= _offers.Count
            ? _offers[number - 1]
            : throw new FormatException($"no offer '{name}'");

    /// <summary>The update of that name, made on the first mention.</summary>
    public UpdateId Update(string name)
    {
        if (!_updates.TryGetValue(name, out var update))
            _updates.Add(name, update = new((UInt128)(_updates.Count + 1)));
        return update;
    }

    public string NameOf(AgentId id) => _agents.Values.FirstOrDefault(agent => agent.Id == id)?.Name ?? id.Value;

    public string NameOf(LinkId id) => _agents.Values.FirstOrDefault(agent => agent.Links.Contains(id)) is { } agent
        ? $"{agent.Name}/{agent.Links.IndexOf(id) + 1}"
        : $"link {id}";

    public string NameOf(FrameworkId id) => _frameworks.Values.FirstOrDefault(framework => framework.Id == id)?.Name ?? id.Value;

    public string NameOf(OfferId id) => _offers.FindIndex(offer => offer.Id == id) is >= 0 and var index ? $"o{index + 1}" : id.Value;

    public string NameOf(UpdateId id) => _updates.FirstOrDefault(update => update.Value == id).Key ?? id.ToString();

    private static T Find<T>(SortedDictionary<string, T> all, string name, string what) =>
        all.TryGetValue(name, out var found) ? found : throw new FormatException($"no {what} '{name}'");

    internal sealed record AgentRole(string Name)
    {
        public AgentId Id { get; set; }

        public Core.Agents.AgentInfo? Info { get; set; }

        public List<LinkId> Links { get; } = [];

        public LinkId Link => Links[^1];
    }

    internal sealed record FrameworkRole(string Name)
    {
        public FrameworkId Id { get; set; }

        public FrameworkInfo? Info { get; set; }

        public OfferConstraints Constraints { get; set; } = OfferConstraints.None;

        public StreamId Stream { get; set; }

        public int Streams { get; set; }
    }

    internal sealed record TaskRole(TaskInfo Info, FrameworkId FrameworkId, Core.Roles.RoleName Role);
}
