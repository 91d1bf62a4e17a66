using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MesosOperator.Embedded.Storage;

/// <summary>Statements with their parameters by number: <c>$1</c>, <c>$2</c>.</summary>
internal static class Sql
{
    public static SqliteCommand Command(SqliteConnection connection, string text, params ReadOnlySpan<object> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        for (var index = 0; index < values.Length; index++)
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${index + 1}"), values[index]);
        return command;
    }

    public static void Run(SqliteConnection connection, string text, params ReadOnlySpan<object> values)
    {
        using var command = Command(connection, text, values);
        command.ExecuteNonQuery();
    }

    public static long Number(SqliteConnection connection, string text, params ReadOnlySpan<object> values)
    {
        using var command = Command(connection, text, values);
        return Convert.ToInt64(command.ExecuteScalar() ?? 0L, CultureInfo.InvariantCulture);
    }

    public static string Text(SqliteConnection connection, string text)
    {
        using var command = Command(connection, text);
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }
}
