using System.Reflection;

namespace ParallelCore.ModelTests.Checking;

/// <summary>Names the variables of a failing scenario after the fields that hold them, found by walking what the bodies captured.</summary>
internal static class CellNames
{
    private const int MaxDepth = 8;
    private const BindingFlags InstanceFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static void Assign(Scenario scenario)
    {
        HashSet<object> visited = new(ReferenceEqualityComparer.Instance);
        foreach (KeyValuePair<string, Action> thread in scenario.Threads)
            Walk(thread.Value.Target, "", visited, 0);
    }

    private static void Walk(object? value, string path, HashSet<object> visited, int depth)
    {
        switch (value)
        {
            case null:
                return;
            case Delegate captured:
                Walk(captured.Target, path, visited, depth + 1);
                return;
            case ModelCell cell:
                Name(cell.Variable, path);
                return;
            case ModelParker parker:
                Name(parker.Variable, path);
                return;
        }
        Type type = value.GetType();
        if (!CellToucher.IsWalked(type) || depth > MaxDepth || (!type.IsValueType && !visited.Add(value)))
            return;
        if (value is Array array)
        {
            for (int i = 0; i < array.Length; i++)
                Walk(array.GetValue(i), $"{path}[{i}]", visited, depth + 1);
            return;
        }
        for (Type? declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            foreach (FieldInfo field in declaring.GetFields(InstanceFields))
            {
                if (CellToucher.IsWalked(field.FieldType))
                    Walk(field.GetValue(value), Combine(path, field.Name), visited, depth + 1);
            }
        }
    }

    private static string Combine(string path, string field)
    {
        // Compiler-made names, such as that of a closure in a closure or of an automatic property, say nothing.
        string name = field.StartsWith('<') && field.IndexOf('>', StringComparison.Ordinal) is > 1 and int end ? field[1..end]
            : field.Contains('<', StringComparison.Ordinal) ? ""
            : field.TrimStart('_');
        return path.Length == 0 ? name : name.Length == 0 ? path : $"{path}.{name}";
    }

    private static void Name(ModelVariable? variable, string path)
    {
        if (variable is { Label: null } && path.Length > 0)
            variable.Label = path;
    }
}
