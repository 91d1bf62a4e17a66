namespace MesosOperator.TestKit;

/// <summary>Where a test begins to describe what it needs: <c>A.Framework().InRole("dev")</c>.</summary>
public static class A
{
    public static FrameworkBuilder Framework(string name = "framework") => new(new("root", name));

    public static TaskBuilder Task(string id) => new(id);
}
