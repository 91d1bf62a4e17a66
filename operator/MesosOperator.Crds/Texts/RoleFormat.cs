using MesosOperator.Core.Roles;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Texts;

/// <summary>The name of a role: <c>*</c>, or a path such as <c>eng/dev</c>.</summary>
internal sealed class RoleFormat : ITextFormat
{
    private const string Unfit = @"/\t\n\v\f\r \x7f";

    /// <summary>A part is neither '.', '..' nor '*' and does not begin with a dash.</summary>
    private const string Part = $@"(?:[^\-.*{Unfit}][^{Unfit}]*|\*[^{Unfit}]+|\.(?:[^.{Unfit}][^{Unfit}]*|\.[^{Unfit}]+))";

    public static string Pattern => $@"^(?:\*|{Part}(?:/{Part})*)$";

    public static int MaxLength => 255;

    public static string? Problem(string text) => RoleName.Problem(text);
}
