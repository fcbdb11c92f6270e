[assembly: Category("Real")]
[assembly: Category("Slow")]
