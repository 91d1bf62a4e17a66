namespace MesosOperator.AgentRuntime.Launching;

/// <summary>One limit of setrlimit(2).</summary>
/// <param name="Kind">Its number on Linux.</param>
/// <param name="Soft">What counts; <see cref="Unlimited"/> for none.</param>
/// <param name="Hard">What the program may raise it to.</param>
internal readonly record struct ResourceLimit(int Kind, ulong Soft, ulong Hard)
{
    public const ulong Unlimited = ulong.MaxValue;
}
