using MesosOperator.Core.Identity;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Scenarios;

/// <summary>How a scenario says what is launched: tasks, their executors, and groups.</summary>
internal sealed class LaunchWords(Narration narration, Cast.FrameworkRole framework, AgentId agent)
{
    public const string Usage = "launch <task> [on=<agent>] [charged=<role>] [partition=Keep|Replace/60s|Kill/60s] [executor=<id>[/<variant>]] [owner=<framework>] [its:<resource>=<n> …] <resources>\n"
        + "                                         or group <executor>[/<variant>] [owner=<framework>] [its:<resource>=<n> …] member <task> <resources> …;\n"
        + "                                         neighbouring launches are one operation; its: is what the executor takes";

    public static readonly string[] Kinds = ["launch", "group", "member"];

    /// <summary>Adds what a part says to the operations before it.</summary>
    public void Add(List<OfferOperation> operations, string kind, Words words)
    {
        switch (kind)
        {
            case "group":
                operations.Add(new OfferOperation.LaunchGroup(Executor(words.Next("the executor"), words, ExecutorKind.Default, framework.Id), []));
                words.RequireAllUsed();
                break;
            case "member" when operations is [.., OfferOperation.LaunchGroup group]:
                operations[^1] = group with { Tasks = group.Tasks.Add(Task(words)) };
                break;
            case "launch" when operations is [.., OfferOperation.Launch before]:
                operations[^1] = new OfferOperation.Launch(before.Tasks.Add(Task(words)));
                break;
            case "launch":
                operations.Add(new OfferOperation.Launch([Task(words)]));
                break;
            default:
                throw new FormatException($"'{kind}' stands alone");
        }
    }

    /// <summary>The tasks of an operation, with the executors that they run on.</summary>
    public static IEnumerable<TaskInfo> TasksOf(OfferOperation operation) => operation switch
    {
        OfferOperation.Launch launch => launch.Tasks,
        OfferOperation.LaunchGroup group => group.Tasks.Select(task => task with { Executor = group.Executor }),
        _ => [],
    };

    private TaskInfo Task(Words words)
    {
        var task = A.Task(words.Next("the task's name")).On(words.Option("on") is { } on ? narration.AgentIdOf(on) : agent).Info;
        if (words.Option("charged") is { } role)
            task = task with { AllocationRole = new(role) };
        task = task with { OnPartition = words.Partition() };
        if (words.Option("executor") is { } executor)
            task = task with { Executor = Executor(executor, words, ExecutorKind.Custom, null) };
        task = task with { Resources = words.Resources() };
        words.RequireAllUsed();
        return task;
    }

    private ExecutorInfo Executor(string name, Words words, ExecutorKind kind, FrameworkId? owner)
    {
        var parts = name.Split('/');
        var description = parts.Length > 1 ? new Payload(System.Text.Encoding.UTF8.GetBytes(parts[1])) : Payload.Empty;
        return new(new(parts[0]), kind, words.ResourcesAfter("its:"), description)
        {
            FrameworkId = words.Option("owner") is { } other ? narration.FrameworkIdOf(other) : owner,
        };
    }
}
