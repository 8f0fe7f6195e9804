namespace ParallelCore.Migration;

public sealed record Customer(int Id, string Name);

public sealed record Order(int CustomerId, decimal? Amount, DateTime Day);

/// <summary>PLINQ: joins, groups, averages with missing values, set operations, a dictionary.</summary>
public static class OrderReport
{
    public static (string Name, int Orders, decimal Sum, decimal? Mean)[] Before(Customer[] customers, Order[] orders) =>
        customers.AsParallel().AsOrdered()
            .GroupJoin(orders.AsParallel(), customer => customer.Id, order => order.CustomerId, (customer, own) => (customer.Name, Own: own.ToList()))
            .Select(pair => (pair.Name, pair.Own.Count, pair.Own.Sum(order => order.Amount) ?? 0, pair.Own.Average(order => order.Amount)))
            .ToArray();

    public static (string Name, int Orders, decimal Sum, decimal? Mean)[] After(Customer[] customers, Order[] orders) =>
        customers.InParallel().AsOrdered()
            .GroupJoin(orders.InParallel(), customer => customer.Id, order => order.CustomerId, (customer, own) => (customer.Name, Own: own.ToList()))
            .Select(pair => (pair.Name, pair.Own.Count, pair.Own.Sum(order => order.Amount) ?? 0, pair.Own.Average(order => order.Amount)))
            .ToArray();

    public static (decimal Sum, decimal? Mean, int[] Without, Dictionary<string, int> ByName) BeforeTotals(Customer[] customers, Order[] orders) => (
        orders.AsParallel().Sum(order => order.Amount) ?? 0,
        orders.AsParallel().Average(order => order.Amount),
        [.. customers.AsParallel().AsOrdered().Select(customer => customer.Id).Except(orders.AsParallel().AsOrdered().Select(order => order.CustomerId))],
        customers.AsParallel().ToDictionary(customer => customer.Name, customer => customer.Id));

    public static (decimal Sum, decimal? Mean, int[] Without, Dictionary<string, int> ByName) AfterTotals(Customer[] customers, Order[] orders) => (
        orders.InParallel().Sum(order => order.Amount),
        orders.InParallel().Average(order => order.Amount),
        [.. customers.InParallel().AsOrdered().Select(customer => customer.Id).Except(orders.InParallel().AsOrdered().Select(order => order.CustomerId))],
        customers.InParallel().ToDictionary(customer => customer.Name, customer => customer.Id));
}
