using System.Text;

namespace MesosOperator.Core.Tests.StateMachines;

/// <summary>A table with a row for each state and a column for each thing that can happen, as text in which a change is a changed line.</summary>
internal static class TransitionTable
{
    public static string Of<TState, TTrigger>(Func<TState, TTrigger, string> cell)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        var text = new StringBuilder();
        foreach (var state in Enum.GetValues<TState>())
        {
            text.Append(state).Append('\n');
            foreach (var trigger in Enum.GetValues<TTrigger>())
                text.Append($"    {trigger,-16} {cell(state, trigger)}".TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The cell of a machine that knows a next state or none.</summary>
    public static string Cell<TState>(TState? next) where TState : struct, Enum => next?.ToString() ?? "·";
}
