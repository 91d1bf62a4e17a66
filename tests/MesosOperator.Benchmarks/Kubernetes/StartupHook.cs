#pragma warning disable CA1050 // The runtime looks for this name, without a namespace.
using System.Globalization;

/// <summary>
/// Runs in the operator that is measured, before it: the runtime is told so by <c>DOTNET_STARTUP_HOOKS</c>. For each line that
/// comes in it says how much memory is held, as things are and after a collection of all that can be collected.
/// </summary>
internal static class StartupHook
{
    /// <summary>What its answers begin with; bytes on the heap and of the process follow, before and after.</summary>
    public const string Answer = "memory ";

    public static void Initialize() => new Thread(Listen) { IsBackground = true, Name = "memory probe" }.Start();

    private static void Listen()
    {
        while (Console.In.ReadLine() is not null)
        {
            var (heap, process) = (GC.GetTotalMemory(false), Environment.WorkingSet);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Answer}{heap} {process} {GC.GetTotalMemory(false)} {Environment.WorkingSet}"));
        }
    }
}
