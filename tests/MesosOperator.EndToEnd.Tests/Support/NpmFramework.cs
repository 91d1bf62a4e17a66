using System.Globalization;
using System.Text.Json;

namespace MesosOperator.EndToEnd.Tests.Support;

/// <summary>The driver on npm's <c>mesos-framework</c>, a process of its own. What it says are JSON lines.</summary>
internal sealed class NpmFramework : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(Root(), "tests", "MesosOperator.EndToEnd.Tests", "mesos-framework");

    private NpmFramework(ChildProgram program) => Program = program;

    public ChildProgram Program { get; }

    public IEnumerable<string> Problems => Said("problem").Select(line => line.GetProperty("message").GetString()!);

    /// <summary>Starts it, or starts it again where its memory file is there.</summary>
    public static NpmFramework Start(Uri api, string memoryFile, int tasks, string command)
    {
        Assert.True(
            Directory.Exists(Path.Combine(Folder, "node_modules")),
            "The npm packages are not there: `make test` installs them, and so does `npm ci` beside driver.js");
        return new NpmFramework(ChildProgram.Start(
            "node", Path.Combine(Folder, "driver.js"), api.Host, Number(api.Port), memoryFile, Number(tasks), command));
    }

    public async Task<string> FrameworkIdAsync()
    {
        await Program.LineAsync("\"subscribed\"");
        return Said("subscribed").First().GetProperty("frameworkId").GetString()!;
    }

    /// <summary>The names of tasks that were told to be in a state.</summary>
    public IEnumerable<string> TasksIn(string state) => Updates(state, "task");

    /// <summary>The ids of tasks that were told to be in a state; a task that is launched anew gets another.</summary>
    public IEnumerable<string> TaskIdsIn(string state) => Updates(state, "taskId");

    public ValueTask DisposeAsync() => Program.DisposeAsync();

    private IEnumerable<string> Updates(string state, string property) => Said("update")
        .Where(line => line.GetProperty("state").GetString() == state)
        .Select(line => line.GetProperty(property).GetString()!)
        .Distinct();

    private IEnumerable<JsonElement> Said(string name) => Program.Lines
        .Where(line => line.StartsWith("{\"event\"", StringComparison.Ordinal))
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(line => line.GetProperty("event").GetString() == name);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MesosOperator.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No MesosOperator.sln above the test program.");
        return folder.FullName;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
