using MesosOperator.Crds.Expressions;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Texts;

/// <summary>A folder by its whole path, which leads nowhere else: without dots for folders and without a slash at its end.</summary>
internal sealed class AbsolutePathFormat : ITextFormat
{
    public static string Pattern => @"^(/\.?[A-Za-z0-9_][A-Za-z0-9._+@-]*)+$";

    public static int MaxLength => 1024;

    public static string? Problem(string text) => Patterns.Read(Pattern).IsMatch(text)
        ? null
        : "must be the whole path of a folder, such as '/srv/data', without '.' and '..' and without '/' at its end";
}
