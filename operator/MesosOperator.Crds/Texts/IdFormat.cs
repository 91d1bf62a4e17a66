using MesosOperator.Core.Identity;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Texts;

/// <summary>An id that a client chooses, of a framework or a task.</summary>
internal sealed class IdFormat : ITextFormat
{
    private const string Unfit = @"/\\\x00-\x1f\x7f-\x9f";

    /// <summary>Neither '.' nor '..'.</summary>
    public static string Pattern => $@"^(?:[^.{Unfit}][^{Unfit}]*|\.(?:[^.{Unfit}][^{Unfit}]*|\.[^{Unfit}]+))$";

    public static int MaxLength => IdRules.MaxBytes;

    public static string? Problem(string text) => IdRules.Problem(text);
}
